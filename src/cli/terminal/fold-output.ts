/**
 * Folds what a command printed into one line: of JSON its first members and how many more there are, of other text the
 * last line. Warnings stay out: they are not what the command gave.
 * @param width columns that the line may take
 */
export function foldOutput(output: string, width: number): string {
  const text = output.replaceAll(/^WARNING:.*$/gm, "").trim();
  if (text === "") return "";
  const start = text.search(/[{[]/);
  const value = start === -1 ? undefined : parse(text.slice(start));
  return cut(value === undefined ? (text.split("\n").at(-1) ?? "") : foldJson(value), width);
}

function foldJson(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.length} items ]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== null && typeof member !== "object");
  const shown = members.slice(0, 3).map(([name, member]) => `${name}: ${JSON.stringify(member)}`);
  const more = Object.keys(value).length - shown.length;
  return `{ ${shown.join(", ")}${more > 0 ? `, … ${more} more` : ""} }`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
