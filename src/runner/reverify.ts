import type { Tutorial, TutorialStep } from "../tutorial/tutorial.ts";
import { progressOf, type Progress, type StepState } from "./progress.ts";
import { stepContext, type Run } from "./run.ts";
import { verifyOnce, type Verification } from "./verify.ts";

/** A step that was done, looked at again. */
export interface Reverified {
  step: TutorialStep;
  verification: Verification;
}

/** Verifies steps again without running them. @returns what was found, in the order of the steps */
export async function reverify(run: Run, steps: readonly TutorialStep[]): Promise<Reverified[]> {
  const found: Reverified[] = [];
  for (const step of steps) found.push({ step, verification: await verifyOnce(step.deeds.verify, stepContext(run)) });
  return found;
}

/**
 * Whether what a step did was ended on purpose by a later one (`until`), or may have been: that one was begun, and only
 * its own verification tells how far it came. Then the step is not verified again.
 */
export function isSuperseded(progress: Progress, step: TutorialStep): boolean {
  return step.until !== undefined && ["begun", "done"].includes(progressOf(progress, step.until).state);
}

/** The step at which a run goes on: clean-up once that was begun, else the first step that is not done. */
export function firstPending(tutorial: Tutorial, progress: Progress): TutorialStep | undefined {
  const last = tutorial.steps.find((step) => step.id === progress.lastBegun);
  if (last?.["cleans-up"] === true) return last;
  return tutorial.steps.find((step) => !isSettled(progressOf(progress, step.id).state));
}

function isSettled(state: StepState): boolean {
  return state === "done" || state === "skipped";
}
