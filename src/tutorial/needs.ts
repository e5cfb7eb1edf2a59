import type { Tutorial, TutorialStep } from "./tutorial.ts";

/**
 * The steps that have to be through before a step begins: those that it needs, those that it ends (`ended-by`), and for a
 * step that cleans up all others.
 */
export function dependenciesOf(tutorial: Tutorial, step: TutorialStep): TutorialStep[] {
  if (step.cleansUp) return tutorial.steps.filter((other) => other !== step);
  if (step.needs.length === 0 && !tutorial.steps.some(({ endedBy }) => endedBy !== undefined)) return [];
  return tutorial.steps.filter(({ id, endedBy }) => step.needs.includes(id) || endedBy === step.id);
}

/** The steps without which a step cannot be done, directly or through others, in order; not the step itself. */
export function stepsNeededBy(tutorial: Tutorial, step: TutorialStep): TutorialStep[] {
  const needed = new Set<string>();
  const add = (ids: readonly string[]): void => {
    for (const id of ids) {
      if (needed.has(id)) continue;
      needed.add(id);
      add(tutorial.steps.find((each) => each.id === id)?.needs ?? []);
    }
  };
  add(step.needs);
  return tutorial.steps.filter(({ id }) => needed.has(id));
}

/** The steps that cannot be done without a step, in order. */
export function stepsThatNeed(tutorial: Tutorial, step: TutorialStep): TutorialStep[] {
  return tutorial.steps.filter((each) => stepsNeededBy(tutorial, each).includes(step));
}
