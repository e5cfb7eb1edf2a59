import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { hangsOnOwned } from "../resources/attribution.ts";
import { claimStep } from "../resources/claim-step.ts";
import { describeResource, originOf } from "../resources/describe-difference.ts";
import type { Inventory } from "../resources/inventory.ts";
import { keyOf } from "../resources/key.ts";
import { record, type Run } from "../run.ts";
import { progressOf } from "../state/progress.ts";

/**
 * Finds out before a clean-up what the run made and does not know of: what steps made that were interrupted, and what
 * bears the run's own mark though the journal does not tell of it, because a line of it is broken.
 * @param step the step that cleans up
 * @returns what may be the run's and cannot be told to be: it stays, and the reader is told what to look at
 */
export async function claimWhatIsLeft(run: Run, step: TutorialStep, now: Inventory): Promise<string[]> {
  const unclear: string[] = [];
  for (const each of run.tutorial.steps) {
    const { state } = progressOf(run.journal.progress, each.id);
    if (each.cleansUp || state === "pending" || state === "done") continue;
    const names = (await claimStep(run, each, now)).map(
      (resource) => `${describeResource(run.platform.kinds, resource)}${originOf(resource)}`,
    );
    unclear.push(
      ...names.map((name) => `${name}: it has a name of this run's, but nothing says that this run made it`),
    );
  }
  claimMarked(run, step, now);
  return [...new Set(unclear)];
}

/** Takes for the run's own what bears its mark, and what lies in that. */
function claimMarked(run: Run, step: TutorialStep, { resources }: Inventory): void {
  const { progress } = run.journal;
  const marked = resources.filter((each) => each.runId === run.id && !progress.owned.has(keyOf(each)));
  const inside = resources.filter((each) => hangsOnOwned(each, resources, { owned: marked }));
  const news = [...new Set([...marked, ...inside])].filter((each) => !progress.owned.has(keyOf(each)));
  if (news.length > 0) record(run, { type: "owned", step: step.id, resources: news });
}
