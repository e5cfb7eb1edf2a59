/** The line of a command's output that says what went wrong: az's `ERROR:`, Node's `Error:`, else the last one. */
export function lineThatSays(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const error = lines.find((line) => /^(?:ERROR:|\w*Error\b|npm error)/.test(line));
  return (error ?? lines.at(-1) ?? "it said nothing").trim();
}
