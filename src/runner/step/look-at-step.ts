import type { Check } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { beforeIntent, claimStep } from "../resources/claim-step.ts";
import { judgeStep } from "../resources/judge-step.ts";
import type { Inventory } from "../resources/inventory.ts";
import { lookAround, touchesPlatform } from "../resources/look.ts";
import type { Run } from "../run.ts";
import { progressOf } from "../state/progress.ts";
import { checkExports } from "./check-exports.ts";
import { verifyOnce } from "./verify.ts";

/** What one look at a step found. */
export interface StepLook {
  checks: Check[];
  /** What changed where the platform's resources are, a line each; and what others did meanwhile. */
  lines: string[];
  others: string[];
}

/**
 * Looks once whether a step's promise holds: what changed since the look before it is what it declares, what it exports is
 * in the file, and what its own verification looks at is so. The cheap looks come first, and one that fails is enough.
 * @param before the look before its commands ran; of a step that was begun again, before the first time
 * @param known what is known already: `after`, what there is now; `again`, what there was when the step was begun again
 */
export async function lookAtStep(
  run: Run,
  step: TutorialStep,
  before: Inventory,
  { after, again }: { after?: Inventory; again?: Inventory | undefined } = {},
): Promise<StepLook> {
  const exported = checkExports(run, step);
  if (exported.some(({ ok }) => !ok)) return { checks: exported, lines: [], others: [] };
  const judgement = touchesPlatform(step)
    ? await judgeStep(run, step, { before, again, after: after ?? (await lookAround(run)) })
    : { checks: [], lines: [], others: [] };
  const { lines, others } = judgement;
  const checks = [...exported, ...judgement.checks];
  if (judgement.checks.some(({ ok }) => !ok)) return { checks, lines, others };
  return { checks: [...checks, ...(await verifyOnce(run, step))], lines, others };
}

/**
 * Verifies a step that was done or begun again, without running it: what it made is there as it was asked for.
 */
export async function reverify(run: Run, step: TutorialStep): Promise<Check[]> {
  const now = touchesPlatform(step) ? await lookAround(run, { mayBeRecent: true }) : nothing;
  const { state } = progressOf(run.journal.progress, step.id);
  if (state === "begun") await claimStep(run, step, now);
  const { checks } = await lookAtStep(run, step, state === "begun" ? beforeIntent(run, step, now) : now, {
    after: now,
  });
  return checks;
}

/** A look that found nothing, for a step that has nothing to do with the platform's resources. */
export const nothing: Inventory = { at: new Date(0).toISOString(), kinds: [], resources: [], unread: [] };
