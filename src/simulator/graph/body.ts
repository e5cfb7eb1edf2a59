import { badRequest } from "./graph-error.ts";

/** A member of a JSON body; undefined where it is missing or null. Throws 400 for a body that is no object. */
export function member(body: unknown, name: string): unknown {
  if (typeof body !== "object" || body === null) throw badRequest("Empty Payload. JSON content expected.");
  return Reflect.get(body, name) ?? undefined;
}

/** A text in a JSON body; undefined where it is missing or null. Throws 400 for anything else. */
export function textMember(body: unknown, name: string): string | undefined {
  const value = member(body, name);
  if (value === undefined || typeof value === "string") return value;
  throw badRequest(`Invalid value specified for property '${name}'.`);
}

/** A list of texts in a JSON body; undefined where it is missing or null. Throws 400 for anything else. */
export function textsMember(body: unknown, name: string): string[] | undefined {
  const value = member(body, name);
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  throw badRequest(`Invalid value specified for property '${name}'.`);
}
