import { evidenceRules } from "../evidence-rules/all-evidence-rules.ts";
import { rules } from "../rules/all-rules.ts";

const ofComparison = {
  "changed-upstream": "The article changed since the tutorial was written",
  "gone-upstream": "The article no longer has what a step stands for",
  "not-covered": "No step of the tutorial covers it",
  "heading-missing": "A step stands for a heading that the article doesn't have",
};

/** What each rule looks for, by its id: those of the text, of what happened, and of the comparison with a tutorial. */
export const ruleTitles: ReadonlyMap<string, string> = new Map([
  ...[...rules, ...evidenceRules].map(({ id, title }) => [id, title] as const),
  ...Object.entries(ofComparison),
]);
