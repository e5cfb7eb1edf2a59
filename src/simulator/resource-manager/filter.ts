import { ServiceError } from "../operation.ts";

/**
 * Reads the simple `$filter`s of Resource Manager: `name eq 'value'`, joined by `and`, and functions such as `atScope()`
 * or `assignedTo('…')`.
 * @returns values by name in lower case; a function without an argument has an empty value
 * @throws ServiceError (400) for anything else
 */
export function readFilter(filter: string | null): Map<string, string> {
  const parts = new Map<string, string>();
  if (filter === null || filter.trim() === "") return parts;
  for (const part of filter.split(/\s+and\s+/i)) {
    const found =
      /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(part) ?? /^\s*(\w+)\(\s*(?:'((?:[^']|'')*)')?\s*\)\s*$/.exec(part);
    if (found === null) {
      throw new ServiceError(
        400,
        "InvalidFilterInQueryString",
        `The filter '${filter}' in the query string is invalid.`,
      );
    }
    parts.set((found[1] ?? "").toLowerCase(), (found[2] ?? "").replaceAll("''", "'"));
  }
  return parts;
}
