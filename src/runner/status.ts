import { leftover } from "./leftover.ts";
import { isInterruption } from "../errors.ts";
import { NotKnownYet, type Check } from "../tutorial/step.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import { foldProgress, progressOf, type Progress } from "./progress.ts";
import { isSuperseded } from "./reverify.ts";
import { stepContext, type Run } from "./run.ts";
import { verifyOnce, type Verification } from "./verify.ts";

/** Where a step stands: what the journal says, held against the cloud. "ended": a later step undid it on purpose. */
export type StatusState =
  | "done"
  | "pending"
  | "failed"
  | "no longer holds"
  | "ended"
  | "skipped"
  | "removed"
  | "unknown";

export interface RunStatus {
  steps: { id: string; number: number; title: string; state: StatusState; detail: string }[];
  /** What exists of this run and would be removed. */
  existing: { step: string; what: string }[];
}

/** Looks at every step of a run, without changing anything, not even its journal. */
export async function lookAtRun(run: Run): Promise<RunStatus> {
  const progress = foldProgress(run.journal.entries);
  const status: RunStatus = { steps: [], existing: [] };
  for (const step of run.tutorial.steps) {
    const { state, detail } = await stateOf(run, progress, step);
    status.steps.push({ id: step.id, number: step.number, title: step.title, state, detail });
    for (const what of await existingOf(run, progress, step)) status.existing.push({ step: step.id, what });
  }
  return status;
}

async function stateOf(
  run: Run,
  progress: Progress,
  step: TutorialStep,
): Promise<{ state: StatusState; detail: string }> {
  const { state, checks } = progressOf(progress, step.id);
  if (state === "undone") return { state: "removed", detail: "" };
  if (state === "pending" || state === "skipped") return { state, detail: "" };
  if (isSuperseded(progress, step)) return { state: "ended", detail: `${step.until} ended it` };
  const found = await verifyOrWhyNot(run, step);
  if (typeof found === "string") return { state: "unknown", detail: found };
  if (found.holds) return { state: "done", detail: `${found.checks.length} checks hold` };
  const detail = firstOpen(found.checks.length > 0 ? found.checks : checks);
  return { state: state === "done" ? "no longer holds" : "failed", detail };
}

/** What a verification found, or why it could not find out: the vault may be gone, which is no reason to show nothing. */
async function verifyOrWhyNot(run: Run, step: TutorialStep): Promise<Verification | string> {
  try {
    return await verifyOnce(step.deeds.verify, stepContext(run));
  } catch (error) {
    if (isInterruption(error)) throw error;
    return `could not be verified: ${(error as Error).message.split("\n")[0]}`;
  }
}

async function existingOf(run: Run, progress: Progress, step: TutorialStep): Promise<string[]> {
  if (step.deeds.verifyGone === undefined || !progressOf(progress, step.id).mayExist) return [];
  try {
    const checks = await step.deeds.verifyGone(stepContext(run));
    return checks.filter((check) => !check.ok).map(leftover);
  } catch (error) {
    // The step was stopped before it knew what it would make.
    if (error instanceof NotKnownYet) return [];
    throw error;
  }
}

function firstOpen(checks: readonly Check[]): string {
  const open = checks.find((check) => !check.ok);
  return open === undefined ? "" : `${open.title}: ${open.actual}`;
}
