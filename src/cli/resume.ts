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
  const undone = earlier.find((step) => progressOf(progress, step.id).state !== "done");
  if (undone !== undefined) {
    throw new SurestepError(`The step ${undone.id} has not been done in this run, and ${from.id} comes after it.`, {
      hint: `Go on there with --step ${undone.id}.`,
    });
  }
  screen.print();
  screen.print(`Verifying the ${earlier.length} steps before ${from.id} again:`);
  const standing = earlier.filter((step) => !isSuperseded(progress, step));
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
