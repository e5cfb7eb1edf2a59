import type { Resource } from "../../tutorial/resource.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { record, type Run } from "../run.ts";
import { progressOf } from "../state/progress.ts";
import { claimInterrupted } from "./claim.ts";
import type { Inventory } from "./inventory.ts";
import { witnessOf } from "./judge-step.ts";
import { keyOf } from "./key.ts";
import { declarationsFilled } from "./look.ts";

/** How long a command of a process that was killed may have gone on, in milliseconds. */
const goesOnFor = 600_000;

/**
 * Finds out what a step made that was interrupted before it could look, and journals it as the run's own: by the run's
 * marks, by who made it and when, never by a name alone.
 * @returns what has a declared name and came into being since, though nothing says that the run made it
 */
export async function claimStep(run: Run, step: TutorialStep, now: Inventory): Promise<Resource[]> {
  const { intent, state } = progressOf(run.journal.progress, step.id);
  if (intent === undefined || state === "done") return [];
  const made = now.resources.filter(
    (each) => !intent.existing.has(keyOf(each)) && !run.journal.progress.owned.has(keyOf(each)),
  );
  const last = run.journal.entries.findLast((entry) => "step" in entry && entry.step === step.id)?.at ?? intent.at;
  const window = { from: intent.at, to: new Date(Date.parse(last) + goesOnFor).toISOString() };
  const difference = { made, changed: [], gone: [], unseen: [] };
  const { declared } = declarationsFilled(run, step);
  const { ours, unclear } = claimInterrupted(difference, declared, now, window, await witnessOf(run));
  if (ours.length > 0) record(run, { type: "owned", step: step.id, resources: ours });
  return unclear;
}

/** What there was before an interrupted step, and what other steps made since, as far as it is still there. */
export function beforeIntent(run: Run, step: TutorialStep, now: Inventory): Inventory {
  const { owned } = run.journal.progress;
  const { intent } = progressOf(run.journal.progress, step.id);
  if (intent === undefined) return now;
  const isOfOthers = (key: string): boolean =>
    intent.existing.has(key) || (owned.get(key)?.step ?? step.id) !== step.id;
  return { ...now, at: intent.at, resources: now.resources.filter((each) => isOfOthers(keyOf(each))) };
}
