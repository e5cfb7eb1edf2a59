import type { Call } from "../operation.ts";

/** What a request's body says, by name; nothing where it has none. */
export function bodyOf({ body }: Call): Record<string, unknown> {
  return recordOf(body);
}

/** A JSON object's members; none where the value is no object. */
export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** A member that is a text; empty where it is anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
