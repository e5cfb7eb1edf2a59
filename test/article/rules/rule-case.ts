/** An article with a flaw, and one without it, for a rule. */
export interface RuleCase {
  /** What the flaw is. */
  flaw: string;
  article: string;
  /** For each finding `line severity`, and what its evidence has to quote. */
  finds: readonly (readonly [string, string])[];
  /** An article without the flaw, as like as can be. */
  clean: string;
}

/** A fence of commands: its first line is the second of the fence. */
export function shell(...lines: string[]): string {
  return ["```azurecli", ...lines, "```", ""].join("\n");
}

/** A fence of JavaScript. */
export function script(...lines: string[]): string {
  return ["```javascript", ...lines, "```", ""].join("\n");
}
