import type { Fence } from "../article.ts";
import type { Found, Rule } from "../finding.ts";

/** Fences that don't close, or close otherwise than they open. What CommonMark allows is a note, and is said to be. */
export const fence: Rule = {
  id: "fence",
  title: "A fence does not close, or closes otherwise than it opens",
  find: ({ fences }) => fences.flatMap(lookAt),
};

function lookAt({ file, marks, firstLine, lastLine, text, textLine }: Fence): Found[] {
  if (marks === undefined) return [];
  const { opening, closing, openingIndent, closingIndent } = marks;
  const inner = text.split("\n").findIndex((line) => /^\s*(`{3,}|~{3,})\s*[\w-]*\s*$/.test(line));
  const found: Found[] = [];
  if (closing === undefined) {
    found.push({
      severity: "error",
      file,
      line: firstLine,
      evidence: `The fence that ${opening} opens is never closed: all that follows, to line ${lastLine}, is code.`,
      remedy: `Close it with ${opening} on a line of its own.`,
    });
  }
  if (inner !== -1) {
    found.push({
      severity: closing === undefined ? "note" : "warning",
      file,
      line: textLine + inner,
      evidence: `This line looks like a fence, but stands inside of the one that ${opening} opens in line ${firstLine}.`,
      remedy: "Close the outer fence before it, or open the outer fence with more characters than any inside have.",
    });
  }
  if (closing !== undefined && closing.length !== opening.length) {
    found.push({
      severity: "note",
      file,
      line: lastLine,
      evidence:
        `The fence opens with ${opening.length} characters in line ${firstLine} and closes with ${closing.length}. ` +
        "CommonMark allows a longer closing mark; tools that look for the same one take all that follows for code.",
      remedy: `Close it with ${opening}.`,
    });
  }
  if (closing !== undefined && closingIndent !== openingIndent) {
    found.push({
      severity: "note",
      file,
      line: lastLine,
      evidence:
        `The closing mark is indented by ${closingIndent}, the opening one in line ${firstLine} by ${openingIndent}. ` +
        "CommonMark allows up to three spaces more; other tools may not see it.",
      remedy: "Indent both alike.",
    });
  }
  return found;
}
