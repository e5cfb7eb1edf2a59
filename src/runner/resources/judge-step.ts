import type { Declared } from "../../tutorial/declaration.ts";
import { isNamed } from "../../tutorial/resource.ts";
import { check, type Check } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { record, type Run } from "../run.ts";
import { recordCaptured } from "../step/run-command.ts";
import { notKnown } from "../step/verify.ts";
import type { Witness } from "./attribution.ts";
import { describeDifference } from "./describe-difference.ts";
import { differenceOf, isNothing } from "./difference.ts";
import type { Inventory } from "./inventory.ts";
import { judgeDifference, type Judgement } from "./judge.ts";
import { keyOf } from "./key.ts";
import { declarationsFilled } from "./look.ts";
import { ownedResources } from "./ownership.ts";

/** What came of a step where the platform's resources are. */
export interface StepJudgement {
  /** One for each declaration, and one that fails for each difference that was not asked for. */
  checks: Check[];
  /** What changed, a line each; and what others did meanwhile. */
  lines: string[];
  others: string[];
}

/** What there was around a step. */
interface LooksAtStep {
  /** Before its commands ran; where they ran twice, before the first time. */
  before: Inventory;
  after: Inventory;
  /** Where they ran twice: before the second time. */
  again?: Inventory | undefined;
}

/**
 * Holds what changed since the look before a step against what the step declares, journals what the run owns by it, and
 * keeps the IDs that its declarations name.
 */
export async function judgeStep(
  run: Run,
  step: TutorialStep,
  { before, after, again }: LooksAtStep,
): Promise<StepJudgement> {
  const { declared, unknown, used } = declarationsFilled(run, step);
  const difference = differenceOf(before, after);
  const evidence = { kinds: run.platform.kinds, before, after, again, ...(await witnessOf(run)) };
  const judgement = judgeDifference(difference, declared, { ...evidence, beside: declaredBeside(run, step, before) });
  keepOwned(run, step, judgement);
  const missing = unknown.map(notKnown);
  // An article is tried, not judged: what it makes beside what its text says is found otherwise.
  const checks = run.asWritten
    ? judgement.checks.filter(({ title }) => !title.startsWith("not asked for"))
    : judgement.checks;
  return {
    checks: [...missing, ...used.map((each) => usedCheck(each, after)), ...checks],
    lines: isNothing(difference) ? [] : describeDifference(run.platform.kinds, judgement.own),
    others: describeDifference(run.platform.kinds, judgement.others),
  };
}

/** The check for what is used as it was: it has to be there, and nothing else is asked of it. */
function usedCheck({ kind, address }: Declared, { resources }: Inventory): Check {
  const isThere = resources.some(
    (each) => each.kind === kind && each.state === "live" && isNamed(each.address, address),
  );
  return check(`${kind.replaceAll("-", " ")} ${address}, used as it is`, "there", isThere ? "there" : "not there");
}

/** What is known of who may have done something. */
export async function witnessOf(run: Run): Promise<Witness> {
  const signedIn = await run.platform.signedIn();
  return { runId: run.id, signedIn, isAlone: run.platform.isAlone, owned: ownedResources(run.journal.progress) };
}

/** What steps declare that ran, or run, while this one did: what they make is asked for, too. */
function declaredBeside(run: Run, step: TutorialStep, before: Inventory): Declared[] {
  return run.tutorial.steps.flatMap((other) => {
    const window = run.active.get(other.id);
    const isBeside = other !== step && window !== undefined && (window.until ?? Infinity) > Date.parse(before.at);
    return isBeside ? declarationsFilled(run, other).declared : [];
  });
}

function keepOwned(run: Run, step: TutorialStep, { owns, values }: Judgement): void {
  const { owned } = run.journal.progress;
  const news = owns.filter((each) => JSON.stringify(owned.get(keyOf(each))?.resource) !== JSON.stringify(each));
  if (news.length > 0) record(run, { type: "owned", step: step.id, resources: news });
  const ids = Object.entries(values).filter(([name, value]) => run.values.plain.get(name) !== value);
  for (const [name, value] of ids) run.values.set(name, value);
  recordCaptured(run, step.id, new Map(ids));
}
