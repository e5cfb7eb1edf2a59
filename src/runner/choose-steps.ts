import { exitCodes, SurestepError } from "../errors.ts";
import { stepsNeededBy } from "../tutorial/needs.ts";
import { requireStep, type TutorialStep } from "../tutorial/tutorial.ts";
import { announce, type Run } from "./run.ts";
import { firstPending, isSuperseded } from "./progress-of-steps.ts";
import { reverify } from "./step/look-at-step.ts";
import { proves } from "./step/verify.ts";
import { progressOf } from "./state/progress.ts";

/** Which part of a tutorial is to be carried out; all that is left to do when everything is left out. */
export interface Part {
  /** The id or number of the step to begin with; those before it are verified again, not run again. */
  from?: string | undefined;
  /** The step to end with. */
  until?: string | undefined;
  /** That step alone, with those that it needs and that do not hold. */
  only?: string | undefined;
  /** Leave out the step that cleans up. */
  keep?: boolean | undefined;
}

/**
 * Finds out which steps are to be carried out. Steps that were done before are verified again; nothing is run.
 * @throws SurestepError for a step that is not there, or that comes after one which was never done or no longer holds
 */
export async function chooseSteps(run: Run, { from, until, only, keep = false }: Part): Promise<TutorialStep[]> {
  if (only !== undefined) {
    const step = requireStep(run.tutorial, only);
    return [...(await verifyNeededSteps(run, stepsNeededBy(run.tutorial, step))), step];
  }
  const first = from === undefined ? await whereToGoOn(run) : requireStep(run.tutorial, from);
  if (from !== undefined) await verifyEarlierSteps(run, requireStep(run.tutorial, from));
  if (first === undefined) return [];
  const last = until === undefined ? run.tutorial.steps.length : requireStep(run.tutorial, until).number;
  // Those after the first that were done already are looked at again, and not run where they hold.
  return run.tutorial.steps.slice(first.number - 1, last).filter((step) => !(keep && step.cleansUp));
}

/**
 * Finds where a run goes on that nobody gave a place: at the first step that was never done, or that was done and no
 * longer holds, such as one whose secret only an ended process knew. Once clean-up was begun, it goes on with that: of
 * the steps before it some are undone already.
 * @returns undefined when everything is done
 */
async function whereToGoOn(run: Run): Promise<TutorialStep | undefined> {
  const { progress } = run.journal;
  if (progress.steps.size === 0) return run.tutorial.steps[0];
  const next = firstPending(run.tutorial, progress);
  if (next?.cleansUp === true && next.id === progress.lastBegun) return next;
  return (await firstBroken(run, next?.number ?? Number.POSITIVE_INFINITY)) ?? next;
}

async function verifyEarlierSteps(run: Run, from: TutorialStep): Promise<void> {
  const earlier = run.tutorial.steps.filter((step) => step.number < from.number);
  const undone = earlier.find((step) => !["done", "skipped"].includes(progressOf(run.journal.progress, step.id).state));
  if (undone !== undefined) {
    throw new SurestepError(`The step ${undone.id} has not been done in this run, and ${from.id} comes after it.`, {
      hint: `Go on there with --step ${undone.id}.`,
      exitCode: exitCodes.badInput,
    });
  }
  const broken = await firstBroken(run, from.number);
  if (broken === undefined) return;
  throw new SurestepError(`The step ${broken.id} was done, but no longer holds.`, {
    hint: `Run it again with --step ${broken.id}, or clean up with --step clean-up.`,
  });
}

/** Of the steps that another one needs, those that were never done or no longer hold, in order: they have to be run. */
async function verifyNeededSteps(run: Run, needed: readonly TutorialStep[]): Promise<TutorialStep[]> {
  const standing = new Set<TutorialStep>();
  for (const step of needed) if (isDone(run, step) && (await stillHolds(run, step))) standing.add(step);
  return needed.filter((step) => !standing.has(step));
}

/** The first of the steps before a number that was done and no longer holds. */
async function firstBroken(run: Run, before: number): Promise<TutorialStep | undefined> {
  for (const step of run.tutorial.steps) {
    if (step.number >= before || !isDone(run, step) || isSuperseded(run.journal.progress, step)) continue;
    if (!(await stillHolds(run, step))) return step;
  }
  return undefined;
}

function isDone(run: Run, step: TutorialStep): boolean {
  return progressOf(run.journal.progress, step.id).state === "done";
}

async function stillHolds(run: Run, step: TutorialStep): Promise<boolean> {
  const checks = await reverify(run, step);
  const holds = proves(checks);
  announce(run, { type: "reverified", step: step.id, checks, holds });
  return holds;
}
