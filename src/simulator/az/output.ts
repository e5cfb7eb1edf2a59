/** Prints an object as az does (knack's output): keys sorted, two spaces, characters as they are. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

/**
 * Prints an object as az's `tsv`: one row an element of a list; the values of an object in the order of their sorted
 * names, or as they come where a query ordered them; a list inside a row is its length, an object is nothing.
 */
export function formatTsv(value: unknown, ordered: boolean): string {
  const rows = Array.isArray(value) ? value : [value];
  return rows.map((row) => `${formatRow(row, ordered)}\n`).join("");
}

function formatRow(row: unknown, ordered: boolean): string {
  if (typeof row === "boolean") return String(row);
  if (typeof row !== "object" || row === null) return formatCell(row);
  return Object.values(ordered ? row : (sorted(row) ?? {}))
    .map(formatCell)
    .join("\t");
}

/** Python's `str`. */
function formatCell(cell: unknown): string {
  if (Array.isArray(cell)) return String(cell.length);
  if (cell === null || cell === undefined) return "None";
  if (typeof cell === "boolean") return cell ? "True" : "False";
  if (typeof cell === "number") return String(cell);
  return typeof cell === "string" ? cell : "";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** A point in time as Python's `isoformat` writes it: `2026-11-24T12:00:00+00:00`, with six digits where there is a fraction. */
export function pythonDate(time: string | number | null | undefined): string | null {
  if (time === null || time === undefined) return null;
  const date = new Date(typeof time === "number" ? time * 1000 : time);
  const micro = typeof time === "string" ? (/\.(\d+)/.exec(time)?.[1] ?? "").slice(0, 6).padEnd(6, "0") : "000000";
  const whole = date.toISOString().slice(0, 19);
  return `${whole}${micro === "000000" ? "" : `.${micro}`}+00:00`;
}
