/**
 * Takes the part of a file that `:::code source="…" range="3-5,8" id="snippet"` asks for.
 * @returns the text, and the file's line on which it starts; undefined when there is no such snippet
 */
export function takeCode(
  text: string,
  { range, id }: { range?: string | undefined; id?: string | undefined },
): { text: string; firstLine: number } | undefined {
  const lines = text.replace(/\n$/, "").split("\n");
  if (range !== undefined) return takeRange(lines, range);
  if (id !== undefined) return takeSnippet(lines, id);
  return { text: lines.join("\n"), firstLine: 1 };
}

function takeRange(lines: readonly string[], range: string): { text: string; firstLine: number } {
  const spans = range.split(",").map((part) => {
    const [first = "", last = first] = part.trim().split("-");
    return { first: Number(first), last: last === "" ? lines.length : Number(last) };
  });
  return {
    text: spans.flatMap(({ first, last }) => lines.slice(first - 1, last)).join("\n"),
    firstLine: spans[0]?.first ?? 1,
  };
}

/** A snippet stands between comments that hold `<id>` and `</id>`. */
function takeSnippet(lines: readonly string[], id: string): { text: string; firstLine: number } | undefined {
  const start = lines.findIndex((line) => line.toLowerCase().includes(`<${id.toLowerCase()}>`));
  const end = lines.findIndex((line) => line.toLowerCase().includes(`</${id.toLowerCase()}>`));
  if (start === -1 || end < start) return undefined;
  return { text: lines.slice(start + 1, end).join("\n"), firstLine: start + 2 };
}
