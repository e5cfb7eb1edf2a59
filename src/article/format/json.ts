import type { Comparison } from "../compare/comparison.ts";
import type { Finding } from "../finding.ts";

/** Writes what was found as JSON: `{ version: 1, findings, comparison? }`. The version changes when a name does. */
export function formatJson(findings: readonly Finding[], comparison?: Comparison): string {
  return `${JSON.stringify({ version: 1, findings, ...(comparison === undefined ? {} : { comparison }) }, undefined, 2)}\n`;
}
