import { SurestepError } from "../../errors.ts";
import { foldProgress, progressOf } from "../../runner/progress.ts";
import { firstPending, isSuperseded, reverify } from "../../runner/reverify.ts";
import type { Run } from "../../runner/run.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { showCheck } from "./guide.ts";
import type { Screen } from "./screen.ts";

/**
 * Finds where a run goes on that nobody gave a place: at the first step that was never done, or that was done and no
 * longer holds, such as one whose secret only an ended process knew. Once clean-up was begun, it goes on with that: of
 * the steps before it some are undone already.
 * @returns undefined when everything is done
 */
export async function whereToGoOn(screen: Screen, run: Run): Promise<TutorialStep | undefined> {
  const progress = foldProgress(run.journal.entries);
  const next = firstPending(run.tutorial, progress);
  if (next?.["cleans-up"] === true && next.id === progress.lastBegun) return next;
  const broken = await firstBroken(screen, run, (next?.number ?? Number.POSITIVE_INFINITY) - 1);
  if (broken !== undefined) screen.prose(`The step ${broken.id} no longer holds, so the run goes on there.`);
  return broken ?? next;
}

/**
 * Verifies again what was done before a step at which the reader resumes; nothing is run.
 * @throws SurestepError that names the first step which was never done, or which no longer holds
 */
export async function verifyEarlierSteps(screen: Screen, run: Run, from: TutorialStep): Promise<void> {
  const progress = foldProgress(run.journal.entries);
  const earlier = run.tutorial.steps.filter((step) => step.number < from.number);
  const undone = earlier.find((step) => !["done", "skipped"].includes(progressOf(progress, step.id).state));
  if (undone !== undefined) {
    throw new SurestepError(`The step ${undone.id} has not been done in this run, and ${from.id} comes after it.`, {
      hint: `Go on there with --step ${undone.id}.`,
    });
  }
  const broken = await firstBroken(screen, run, from.number - 1);
  if (broken === undefined) return;
  throw new SurestepError(`The step ${broken.id} was done, but no longer holds.`, {
    hint: `Run it again with --step ${broken.id}, or clean up with --step clean-up.`,
  });
}

/**
 * Verifies the steps that another one needs.
 * @returns those that were never done or no longer hold, in order: they have to be run
 */
export async function verifyNeededSteps(
  screen: Screen,
  run: Run,
  needed: readonly TutorialStep[],
): Promise<TutorialStep[]> {
  const progress = foldProgress(run.journal.entries);
  const done = needed.filter((step) => progressOf(progress, step.id).state === "done");
  const found = await reverify(run, done);
  const standing = new Set(found.filter(({ verification }) => verification.holds).map(({ step }) => step.id));
  for (const id of standing) screen.print(`  ${screen.style("green", "✔")} ${id} holds already`);
  return needed.filter((step) => !standing.has(step.id));
}

/** Verifies the steps up to a number that are done, and shows each; the first that does not hold ends it. */
async function firstBroken(screen: Screen, run: Run, last: number): Promise<TutorialStep | undefined> {
  const progress = foldProgress(run.journal.entries);
  const standing = run.tutorial.steps.filter(
    (step) => step.number <= last && progressOf(progress, step.id).state === "done" && !isSuperseded(progress, step),
  );
  if (standing.length === 0) return undefined;
  screen.print();
  screen.print("Verifying again what was done:");
  for (const step of standing) {
    const [found] = await reverify(run, [step]);
    const holds = found?.verification.holds === true;
    screen.print(`  ${holds ? screen.style("green", "✔") : screen.style("red", "✖")} ${step.number} ${step.id}`);
    if (holds) continue;
    for (const check of found?.verification.checks ?? []) showCheck(screen, check);
    return step;
  }
  return undefined;
}
