import { failureWords } from "../../errors.ts";
import type { Cell, Row } from "../../report/matrix.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { Screen } from "./screen.ts";

const signs: Record<Cell["state"], string> = { pass: "pass", finding: "finding", fail: "FAIL", "not reached": "-" };
const colours = { pass: "green", finding: "yellow", fail: "red", "not reached": "dim" } as const;

/** Prints a table, a step a line and a version a column; then what failed, and since when. */
export function showMatrix(
  screen: Screen,
  tutorial: Tutorial,
  rows: readonly Row[],
  broken: readonly { sentence: string }[],
): void {
  const columns = rows.filter((row) => row.problem === undefined);
  const first = Math.max(...tutorial.steps.map(({ id }) => id.length)) + 2;
  const headers = columns.map(({ title }) => headerOf(title));
  const widths = headers.map((lines) => Math.max(...lines.map(({ length }) => length), "finding".length) + 2);
  for (const line of Array.from({ length: Math.max(0, ...headers.map((lines) => lines.length)) }).keys()) {
    const words = headers.map((lines, at) => (lines[line] ?? "").padEnd(widths[at] ?? 0));
    screen.print(`${" ".repeat(first)}${words.join("")}`.trimEnd());
  }
  for (const { id } of tutorial.steps) {
    const cells = columns.map(({ cells: found }, at) => {
      const state = found[id]?.state ?? "not reached";
      return screen.style(colours[state], signs[state].padEnd(widths[at] ?? 0));
    });
    screen.print(`${id.padEnd(first)}${cells.join("")}`.trimEnd());
  }
  screen.print();
  for (const { title, problem } of rows)
    if (problem !== undefined) screen.print(`${title}: could not be tried. ${problem}`);
  for (const { title, stopped } of columns) if (stopped !== undefined) screen.print(`${title}: stopped. ${stopped}`);
  for (const { title, cells } of columns) {
    for (const [id, { state, code, failure = "drift" }] of Object.entries(cells)) {
      const why = code === undefined ? "" : ` (${code})`;
      if (state === "fail") screen.print(`${title}: ${id} failed${why}. At fault: ${failureWords[failure]}.`);
    }
  }
  const findings = new Map<string, string[]>();
  for (const { title, cells } of columns) {
    for (const [id, cell] of Object.entries(cells)) {
      for (const finding of cell.findings) {
        const key = `${id}: ${withoutIds(finding)}`;
        findings.set(key, [...(findings.get(key) ?? []), title]);
      }
    }
  }
  for (const [finding, titles] of findings) screen.print(`finding, ${finding} (${[...new Set(titles)].join(", ")})`);
  for (const { sentence } of broken) screen.print(screen.style("bold", sentence));
}

/** The head of a column: a line for az, one for each package, without the words that all of them share. */
function headerOf(title: string): string[] {
  return title.split(", ").map((part) => part.replace(/^@azure\/(keyvault-)?/, "").replace("@", " "));
}

/** The same finding of two runs differs only in the IDs that they made up. */
function withoutIds(finding: string): string {
  return finding
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…")
    .replaceAll(/surestep-[0-9a-z]{10}/g, "surestep-…");
}
