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

/** Throws 400 for a body with other members than these, apart from OData's own. */
export function refuseOthers(body: unknown, names: readonly string[]): void {
  if (typeof body !== "object" || body === null) throw badRequest("Empty Payload. JSON content expected.");
  const other = Object.keys(body).find((name) => !names.includes(name) && !name.includes("@odata."));
  if (other !== undefined) throw badRequest(`Invalid property '${other}'.`);
}
