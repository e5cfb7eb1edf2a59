import type { Comparison } from "../compare/comparison.ts";
import { writeDifference } from "../compare/comparison-findings.ts";
import type { Finding } from "../finding.ts";

/**
 * Writes findings for a person: each with its place, as editors open it, its evidence and its remedy; the sum at the end.
 * @returns lines without colours, ended by a line end
 */
export function formatFindings(findings: readonly Finding[]): string {
  const blocks = findings.map(
    ({ file, line, severity, rule, evidence, remedy }) =>
      `${file}:${line}  ${severity}  ${rule}\n    ${evidence}\n    → ${remedy}\n`,
  );
  return [...blocks, `${countBySeverity(findings)}\n`].join("\n");
}

function countBySeverity(findings: readonly Finding[]): string {
  if (findings.length === 0) return "No findings.";
  const counts = (["error", "warning", "note"] as const)
    .map((severity) => ({ severity, count: findings.filter((each) => each.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? "" : "s"}`);
  return `${counts.join(", ")}.`;
}

const words = { covered: "covered", differs: "differs", changed: "CHANGED", "not-covered": "NOT COVERED" } as const;

/** Writes a comparison for a person: a line for each command and fence in the article's order, then the coverage. */
export function formatComparison({ article, parts, gone, absent, coverage }: Comparison): string {
  const lines = parts.flatMap(({ status, firstLine, text, steps, reason, difference }) => [
    `${String(firstLine).padStart(5)}  ${words[status].padEnd(11)}  ${firstLineOf(text)}${steps.length === 0 ? "" : `  (${steps.join(", ")})`}`,
    ...(reason === undefined ? [] : [`${" ".repeat(20)}${reason}`]),
    ...(difference.length === 0 ? [] : [`${" ".repeat(20)}${writeDifference(difference)}`]),
  ]);
  const lost = gone.map(
    ({ text, heading, steps }) => `    –  GONE         ${firstLineOf(text)}  ('${heading}', ${steps.join(", ")})`,
  );
  const own = absent.map(({ step, heading, isHeadingMissing, reason }) => {
    const why = isHeadingMissing ? `the heading '${heading}' is not in the article` : (reason ?? "the tutorial's own");
    return `    –  ${isHeadingMissing ? "NO HEADING " : "own step   "}  ${step}: ${why}`;
  });
  const { total, covered, differs, changed, notCovered, share } = coverage;
  const sum = `${Math.round(share * 1000) / 10} % of ${total}: ${covered} covered, ${differs} differ on purpose, ${changed} changed, ${notCovered} not covered, ${gone.length} gone.`;
  return [article, ...lines, ...lost, ...own, "", sum, ""].join("\n");
}

function firstLineOf(text: string): string {
  const [first = "", ...rest] = text.split("\n");
  return rest.length === 0 ? first : `${first} … (${rest.length + 1} lines)`;
}
