import type { Comparison } from "../compare/comparison.ts";
import type { Finding } from "../finding.ts";

/** An article that was held against a tutorial, and what is wrong with its text. */
export interface CheckedArticle {
  comparison: Comparison;
  findings: readonly Finding[];
}

/** Writes what was found as JSON: `{ version: 1, articles: [{ comparison, findings }] }`. The version changes when a name does. */
export function formatJson(articles: readonly CheckedArticle[]): string {
  return `${JSON.stringify({ version: 1, articles }, undefined, 2)}\n`;
}
