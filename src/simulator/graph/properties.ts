import type { z } from "zod";
import { ServiceError } from "../operation.ts";
import { badRequest } from "./graph-error.ts";

/** What Graph keeps of a kind of object: each property that can be set, with its form and what it is by default. */
export interface Kind {
  /** As Graph calls it in its errors, such as `Application`. */
  resource: string;
  /** Reading one gives it as it is shown, with all its members. */
  settable: Readonly<Record<string, z.ZodType>>;
  /** Shown and not to be set. */
  readOnly: readonly string[];
  /** Documented, and not played. */
  unplayed: readonly string[];
}

type Shown = Readonly<Record<string, unknown>>;

/**
 * Reads what a request sets of an object. A complex property that is given in part keeps its other members, a list is
 * replaced as a whole.
 *
 * @param shown the object before
 * @returns the properties that were given, each as it will be shown
 * @throws ServiceError 400 for a body that is no object, a property that there is not, that is read-only, or whose value
 * has another form; 501 for one that is not played
 */
export function readProperties(kind: Kind, body: unknown, shown: Shown): Record<string, unknown> {
  if (!isObject(body)) throw badRequest("Empty Payload. JSON content expected.");
  const given = Object.entries(body).filter(([name]) => !name.includes("@odata."));
  return Object.fromEntries(given.map(([name, value]) => [name, readProperty(kind, name, value, shown[name])]));
}

function readProperty({ readOnly, resource, settable, unplayed }: Kind, name: string, value: unknown, before: unknown) {
  const form = Object.hasOwn(settable, name) ? settable[name] : undefined;
  if (unplayed.includes(name)) {
    const message = `This simulator does not play the property '${name}' of resource '${resource}'.`;
    throw new ServiceError(501, "NotImplemented", message);
  }
  if (readOnly.includes(name)) throw badRequest(`Property '${name}' is read-only and cannot be set.`);
  if (form === undefined) throw badRequest(`Invalid property '${name}'.`);
  const { data, success } = form.safeParse(merge(before, value));
  if (success) return data;
  throw badRequest(`Invalid value specified for property '${name}' of resource '${resource}'.`);
}

function merge(before: unknown, given: unknown): unknown {
  if (!isObject(before) || !isObject(given)) return given;
  const merged = Object.entries(given).map(([name, value]) => [name, merge(before[name], value)]);
  return { ...before, ...Object.fromEntries(merged) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
