import type { Tutorial, TutorialStep } from "../tutorial/tutorial.ts";
import { progressOf, type Progress, type StepState } from "./state/progress.ts";

/**
 * Whether what a step did was ended on purpose by a later one (`ended-by`), or may have been: that one was begun, and
 * only its own verification tells how far it came. Then the step is not verified again.
 */
export function isSuperseded(progress: Progress, step: TutorialStep): boolean {
  return step.endedBy !== undefined && ["begun", "done"].includes(progressOf(progress, step.endedBy).state);
}

/** The step at which a run goes on: clean-up once that was begun, else the first step that is not done. */
export function firstPending(tutorial: Tutorial, progress: Progress): TutorialStep | undefined {
  const last = tutorial.steps.find((step) => step.id === progress.lastBegun);
  if (last?.cleansUp === true) return last;
  return tutorial.steps.find((step) => !isThrough(progressOf(progress, step.id).state));
}

function isThrough(state: StepState): boolean {
  return state === "done" || state === "skipped";
}
