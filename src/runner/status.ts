import { explainError } from "../azure/known/explain-error.ts";
import { isInterruption } from "../errors.ts";
import type { Check } from "../tutorial/step.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import { checkAccount } from "./account.ts";
import { isSuperseded } from "./progress-of-steps.ts";
import { makerOf } from "./resources/attribution.ts";
import { describeResource, originOf } from "./resources/describe-difference.ts";
import { findByIdentity, type Inventory } from "./resources/inventory.ts";
import { witnessOf } from "./resources/judge-step.ts";
import { keyOf } from "./resources/key.ts";
import { lookAround } from "./resources/look.ts";
import type { Run } from "./run.ts";
import { progressOf } from "./state/progress.ts";
import { reverify } from "./step/look-at-step.ts";
import { proves } from "./step/verify.ts";

/** Where a step stands: what the journal says, held against the cloud. "ended": a later step undid it on purpose. */
export type StatusState =
  | "done"
  | "pending"
  | "failed"
  | "no longer holds"
  | "ended"
  | "removed"
  | "skipped"
  | "unknown";

/** What there is, by whose it is: each resource in words. */
export interface StatusInventory {
  /** The run's own: what clean-up would remove. */
  own: string[];
  /** The run's own that is not there any more, or only deleted. */
  lost: string[];
  /** What came into being since the run began and is not its own: of others, or nobody knows whose. */
  others: string[];
  /** How much was there before the run, which nothing will touch. */
  before: number;
  /** Where the reader may not look, and what it takes. */
  unseen: string[];
}

export interface RunStatus {
  steps: { id: string; number: number; title: string; state: StatusState; detail: string }[];
  inventory: StatusInventory;
}

/** Looks at every step of a run, without changing anything. */
export async function lookAtRun(run: Run): Promise<RunStatus> {
  await checkAccount(run);
  const now = await lookAround(run);
  const steps: RunStatus["steps"] = [];
  for (const step of run.tutorial.steps) {
    const { state, detail } = await stateOf(run, step);
    steps.push({ id: step.id, number: step.number, title: step.title, state, detail });
  }
  return { steps, inventory: await byOwner(run, now) };
}

async function byOwner(run: Run, now: Inventory): Promise<StatusInventory> {
  const { owned, beginning } = run.journal.progress;
  const words = (each: Inventory["resources"][number]): string => describeResource(run.platform.kinds, each);
  const witness = await witnessOf(run);
  const news = now.resources.filter(
    (each) => !owned.has(keyOf(each)) && beginning !== undefined && findByIdentity(beginning, each) === undefined,
  );
  const ownNow = [...owned.values()].map(({ resource }) => ({ resource, found: findByIdentity(now, resource) }));
  const deleted = (each: Inventory["resources"][number]): string =>
    `${words(each)}${each.state === "deleted" ? ", deleted" : ""}`;
  return {
    own: ownNow.flatMap(({ found }) => (found === undefined ? [] : [deleted(found)])),
    lost: ownNow.flatMap(({ resource, found }) => (found === undefined ? [words(resource)] : [])),
    others: news.map(
      (each) => `${deleted(each)}${originOf(each)}: ${whoseWords[makerOf(each, now.resources, witness)]}`,
    ),
    before: beginning?.resources.length ?? 0,
    unseen: now.unread.map(({ what, needs }) => `${what}: needs ${needs}`),
  };
}

/** Whose doing something is that is not the run's. */
const whoseWords = {
  "this run": "by you, elsewhere",
  "somebody else": "by somebody else",
  unknown: "nobody says by whom",
};

async function stateOf(run: Run, step: TutorialStep): Promise<{ state: StatusState; detail: string }> {
  const { progress } = run.journal;
  const { state, checks } = progressOf(progress, step.id);
  if (step.cleansUp && state !== "pending")
    return { state: state === "done" ? "done" : "failed", detail: firstOpen(checks) };
  if (progress.isCleaned && state === "done" && !step.cleansUp) return { state: "removed", detail: "" };
  if (state === "pending" || state === "skipped") return { state, detail: "" };
  if (isSuperseded(progress, step)) return { state: "ended", detail: `${step.endedBy} ended it` };
  const found = await verifyOrWhyNot(run, step);
  if (typeof found === "string") return { state: "unknown", detail: found };
  if (proves(found)) return { state: "done", detail: `${found.length} checks hold` };
  const detail = firstOpen(found.length > 0 ? found : checks);
  return { state: state === "done" ? "no longer holds" : "failed", detail };
}

/** What a verification found, or why it could not find out: the vault may be gone, which is no reason to show nothing. */
async function verifyOrWhyNot(run: Run, step: TutorialStep): Promise<Check[] | string> {
  try {
    return await reverify(run, step);
  } catch (error) {
    if (isInterruption(error)) throw error;
    return `could not be verified: ${run.redactor.redact(explainError(error).message).split("\n")[0]}`;
  }
}

function firstOpen(checks: readonly Check[]): string {
  const open = checks.find((check) => !check.ok);
  return open === undefined ? "" : `${open.title}: ${open.actual}`;
}
