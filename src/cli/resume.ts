import { exitCodes, SurestepError } from "../errors.ts";
import { foldProgress, progressOf } from "../runner/progress.ts";
import { isSuperseded, reverify } from "../runner/reverify.ts";
import type { Run } from "../runner/run.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import { showCheck } from "./guide.ts";
import type { Screen } from "./screen.ts";

/**
 * Verifies again what was done before a step at which a run is resumed; nothing is run.
 * @throws SurestepError that names the first step which was never done, or which no longer holds
 */
export async function verifyEarlierSteps(screen: Screen, run: Run, from: TutorialStep): Promise<void> {
  const progress = foldProgress(run.journal.entries);
  const earlier = run.tutorial.steps.filter((step) => step.number < from.number);
  if (earlier.length === 0) return;
  const undone = earlier.find((step) => !["done", "skipped"].includes(progressOf(progress, step.id).state));
  if (undone !== undefined) {
    throw new SurestepError(`The step ${undone.id} has not been done in this run, and ${from.id} comes after it.`, {
      hint: `Go on there with --step ${undone.id}.`,
    });
  }
  screen.print();
  screen.print(`Verifying the ${earlier.length} steps before ${from.id} again:`);
  const standing = earlier.filter(
    (step) => progressOf(progress, step.id).state === "done" && !isSuperseded(progress, step),
  );
  for (const { step, verification } of await reverify(run, standing)) {
    const mark = verification.holds ? screen.style("green", "✔") : screen.style("red", "✖");
    screen.print(`  ${mark} ${step.number} ${step.id}`);
    if (verification.holds) continue;
    for (const check of verification.checks) showCheck(screen, check);
    throw new SurestepError(`The step ${step.id} was done, but no longer holds.`, {
      hint: `Run it again with --step ${step.id}, or clean up with --step clean-up.`,
      exitCode: exitCodes.failed,
    });
  }
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
