import type { Tutorial, TutorialStep } from "../../tutorial/tutorial.ts";
import { findPlaceholders } from "../read/placeholders.ts";
import type { Fence } from "../article.ts";
import { isSameCommand, wordsOf } from "./same-command.ts";

/** The steps that stand for a heading of the article. */
export function stepsFor(tutorial: Tutorial, heading: string): TutorialStep[] {
  return tutorial.steps.filter(
    ({ article }) => article?.heading === heading || article?.also?.includes(heading) === true,
  );
}

/** The program that a step shows and runs; undefined for a step of commands. */
export function programOf(step: TutorialStep): string | undefined {
  return step.deeds.program;
}

/** The article's placeholders in a line, replaced by what the tutorial puts there. Unknown ones stay. */
export function fillIn(line: string, tutorial: Tutorial): string {
  const { placeholders } = tutorial.article;
  return findPlaceholders(line, "shell", 1).reduce(
    (filled, { name, written }) => filled.replaceAll(written, () => placeholders[name] ?? written),
    line,
  );
}

/** Whether a step runs a command of the article as it stands there. Cleaning up runs what undoes all steps. */
export function runsCommand(tutorial: Tutorial, step: TutorialStep, line: string): boolean {
  const words = wordsOf(fillIn(line, tutorial));
  const own = step["cleans-up"] ? tutorial.steps.flatMap(({ undo }) => undo) : step.run;
  return own.some((command) =>
    words === undefined ? command.line === line : isSameCommand(words, command.words, tutorial.inputs),
  );
}

/** Whether a step's program has the lines of a fence, in their order, whatever stands between. */
export function hasCode(step: TutorialStep, fence: Fence): boolean {
  const wanted = linesOf(fence.text);
  const lines = linesOf(programOf(step) ?? "");
  let at = 0;
  for (const line of lines) if (line === wanted[at]) at += 1;
  return wanted.length > 0 && at === wanted.length;
}

function linesOf(code: string): string[] {
  return code
    .split("\n")
    .map((line) => line.trim().replace(/;$/, ""))
    .filter((line) => line !== "");
}
