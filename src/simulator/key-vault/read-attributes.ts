import type { SecretVersion } from "../state.ts";
import { badParameter } from "./key-vault-error.ts";

/** Reads the attributes of a request; what it does not name is left out. Times are seconds since the epoch. */
export function readAttributes(attributes: unknown): Partial<Pick<SecretVersion, "enabled" | "notBefore" | "expires">> {
  if (attributes === undefined || attributes === null) return {};
  if (typeof attributes !== "object") throw badParameter("Property has invalid value: attributes");
  const { enabled, nbf, exp } = attributes as Record<string, unknown>;
  return {
    ...(typeof enabled === "boolean" ? { enabled } : {}),
    ...(typeof nbf === "number" ? { notBefore: nbf } : {}),
    ...(typeof exp === "number" ? { expires: exp } : {}),
  };
}

/** Reads the tags of a request: a map of strings, or null where there are none. */
export function readTags(tags: unknown): Record<string, string> | null {
  if (tags === undefined || tags === null) return null;
  if (typeof tags !== "object") throw badParameter("Property has invalid value: tags");
  const entries = Object.entries(tags).map(([name, value]) => [name, String(value)] as const);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
