import { givenNames } from "../../tutorial/lint.ts";
import type { Kind } from "../../tutorial/resource.ts";
import { declarationsOf, type Tutorial, type TutorialStep } from "../../tutorial/tutorial.ts";
import { findPlaceholders } from "../read/placeholders.ts";
import { removalCommands, removalsOf } from "../removal.ts";
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
  return step.implementation.program;
}

/**
 * The article's placeholders in a line, replaced by what the tutorial puts there: what it says in `article.placeholders`;
 * else `<vault-name>` is the tutorial's own value `vaultName`, if there is one. Unknown placeholders stay.
 * @param more names of values that it has, too
 */
export function fillIn(line: string, tutorial: Tutorial, more: readonly string[] = []): string {
  const { placeholders } = tutorial.article;
  const own = new Set([...valueNames(tutorial), ...more]);
  return findPlaceholders(line, "shell", 1).reduce((filled, { name, written }) => {
    const camel = name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    return filled.replaceAll(written, () => placeholders[name] ?? (own.has(camel) ? `\${${camel}}` : written));
  }, line);
}

/** The names of all values that a tutorial has: given ones, inputs, captures, and IDs of what its steps make. */
function valueNames(tutorial: Tutorial): Set<string> {
  const captured = tutorial.steps.flatMap(({ run }) => run.flatMap(({ capture }) => Object.keys(capture)));
  const ids = tutorial.steps.flatMap((step) => declarationsOf(step).flatMap(({ declaration }) => declaration.as ?? []));
  return new Set([...givenNames, ...Object.keys(tutorial.inputs), ...captured, ...ids]);
}

/**
 * Whether a step runs a command of the article as it stands there. Cleaning up runs what removes all that was made.
 * @param kinds of the tutorial's platform
 */
export function runsCommand(
  { tutorial, kinds }: { tutorial: Tutorial; kinds: readonly Kind<never>[] },
  step: TutorialStep,
  line: string,
): boolean {
  const removals = step.cleansUp ? removalsOf(tutorial, kinds) : [];
  // An article may name the ID of an application, whose value a run looks up.
  const ids = removals.flatMap(({ idName }) => idName ?? []);
  const words = wordsOf(fillIn(line, tutorial, ids));
  if (words === undefined) return step.run.some((command) => command.line === line);
  const own = step.cleansUp ? removalCommands(removals, kinds) : step.run.map((command) => command.words);
  return own.some((each) => isSameCommand(words, each, tutorial.inputs));
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
