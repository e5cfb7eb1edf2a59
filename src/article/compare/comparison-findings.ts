import type { Finding } from "../finding.ts";
import type { ComparedPart, Comparison, GonePart } from "./comparison.ts";
import type { Change } from "./word-difference.ts";

/**
 * What a comparison found that its tutorial's author has to do something about, as findings: what changed, what no step
 * covers, what is gone. What is gone has no line in the article, so it is reported in its first.
 */
export function findingsOfComparison({ article, parts, gone, absent }: Comparison): Finding[] {
  const open = parts.filter(({ status }) => status === "changed" || status === "not-covered");
  const missing = absent.filter(({ isHeadingMissing }) => isHeadingMissing);
  return [
    ...open.map((part) => (part.status === "changed" ? changed(part) : notCovered(part))),
    ...gone.map((part) => goneUpstream(article, part)),
    ...missing.map(({ step, heading }): Finding => ({
      rule: "heading-missing",
      severity: "error",
      file: article,
      line: 1,
      evidence: `The step ${step} stands for the heading '${heading}', which the article doesn't have.`,
      remedy: "Name the heading as it is now.",
    })),
  ];
}

function changed({ file, firstLine, steps, difference }: ComparedPart): Finding {
  return {
    rule: "changed-upstream",
    severity: "error",
    file,
    line: firstLine,
    evidence: `Changed since the tutorial was written, for ${stepsInWords(steps)}: ${writeDifference(difference)}`,
    remedy: "Adapt the step, then replace the tutorial's copy of the article by this one.",
  };
}

function notCovered({ file, firstLine, kind, text }: ComparedPart): Finding {
  return {
    rule: "not-covered",
    severity: "error",
    file,
    line: firstLine,
    evidence: `No step of the tutorial does this ${kind}, or says why it doesn't: ${text.split("\n")[0]}`,
    remedy: "Add it to a step, or say in article.differs of the step why it isn't done.",
  };
}

function goneUpstream(article: string, { heading, firstLine, steps, text }: GonePart): Finding {
  const from = `'${heading}' (line ${firstLine} of the copy)`;
  return {
    rule: "gone-upstream",
    severity: "error",
    file: article,
    line: 1,
    evidence: `Gone from ${from} since the tutorial was written, for ${stepsInWords(steps)}: ${text.split("\n")[0]}`,
    remedy: "Adapt the step, then replace the tutorial's copy of the article by this one.",
  };
}

function stepsInWords(steps: readonly string[]): string {
  return steps.length === 0 ? "no step" : `the step ${steps.join(", ")}`;
}

/** A difference in one line: what went in [-…-], what came in {+…+}, as `git diff --word-diff` writes it. */
export function writeDifference(changes: readonly Change[]): string {
  const marks = { same: ["", ""], removed: ["[-", "-]"], added: ["{+", "+}"] } as const;
  return changes
    .map(({ kind, text }) => {
      const shown = kind === "same" ? shorten(text) : text;
      return `${marks[kind][0]}${shown}${marks[kind][1]}`;
    })
    .join("")
    .replaceAll("\n", "⏎");
}

/** What both have is context: of a long one, the ends are enough. */
function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 35)} … ${text.slice(-35)}`;
}
