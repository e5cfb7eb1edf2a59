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

/** Whether what a step did was ended on purpose by a later one (`until`): then it is not verified again. */
export function isSuperseded(progress: Progress, step: TutorialStep): boolean {
  return step.until !== undefined && progressOf(progress, step.until).state === "done";
}

/** The first step that is not done: where a run goes on. */
export function firstPending(tutorial: Tutorial, progress: Progress): TutorialStep | undefined {
  return tutorial.steps.find((step) => !isSettled(progressOf(progress, step.id).state));
}

function isSettled(state: StepState): boolean {
  return state === "done" || state === "skipped";
}
