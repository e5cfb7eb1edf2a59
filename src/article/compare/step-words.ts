import { givenNames } from "../../tutorial/lint.ts";
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

/**
 * The article's placeholders in a line, replaced by what the tutorial puts there: what it says in `article.placeholders`;
 * else `<vault-name>` is the tutorial's own value `vaultName`, if there is one. Unknown placeholders stay.
 */
export function fillIn(line: string, tutorial: Tutorial): string {
  const { placeholders } = tutorial.article;
  const own = valueNames(tutorial);
  return findPlaceholders(line, "shell", 1).reduce((filled, { name, written }) => {
    const camel = name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    return filled.replaceAll(written, () => placeholders[name] ?? (own.has(camel) ? `\${${camel}}` : written));
  }, line);
}

/** The names of all values that a tutorial has: given ones, inputs, captures, and what its steps observe. */
function valueNames(tutorial: Tutorial): Set<string> {
  const captured = tutorial.steps.flatMap(({ run }) => run.flatMap(({ capture }) => Object.keys(capture)));
  const observed = tutorial.steps.flatMap((step) => step.deeds.provides ?? []);
  return new Set([...givenNames, ...Object.keys(tutorial.inputs), ...captured, ...observed]);
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
