import { explainError } from "../azure/known/explain-error.ts";
import { exitCodes, isInterruption } from "../errors.ts";
import { checkAccount } from "../runner/account.ts";
import { carryOutStep } from "../runner/run-tutorial.ts";
import type { Run } from "../runner/run.ts";
import { NotKnownYet } from "../tutorial/step.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import type { GoodStep } from "./good-run.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { observe } from "./observe.ts";
import { parkModules, restore, type ProofWorld } from "./proof-world.ts";

/** What became of a mutant: plain data. */
export interface MutantResult {
  step: string;
  where: string;
  how: string;
  /** "equivalent": after the step all that can be observed is as after a good one, so there was nothing to find. */
  fate: "killed" | "survived" | "equivalent";
  /** The step that found it, which may be a later one, and what of it did. */
  killedBy?: { step: string; check: string };
  /** By the virtual clock and by the real one, in milliseconds. */
  took: number;
}

/**
 * Does a step again, with something going wrong in it, and the steps after it as long as nobody has noticed.
 * @param begin when the good run began, in milliseconds since the epoch
 */
export async function judgeMutant(
  world: ProofWorld,
  good: readonly GoodStep[],
  mutant: Mutant,
  begin: number,
): Promise<MutantResult> {
  const started = performance.now();
  const first = good.findIndex(({ step }) => step.id === mutant.step);
  const { before, observed } = good[first] ?? missing(mutant);
  const run = restore(world, before, mutant.tutorial);
  const { step, where, how } = mutant;
  const result = (rest: Pick<MutantResult, "fate" | "killedBy">): MutantResult => ({
    ...{ step, where, how, took: performance.now() - started },
    ...rest,
  });
  world.intercept = mutant.intercept?.(world);
  world.interceptProgram = mutant.interceptProgram?.(world);
  try {
    for (const [index, each] of good.slice(first).entries()) {
      // Many times what it takes when all is well, also on a machine that has much to do.
      world.programTimeout = Math.max(2000, Math.ceil(each.slowest * 5));
      const killedBy = await whatFails(world, run, each.step);
      if (killedBy !== undefined) return result({ fate: "killed", killedBy: { step: each.step.id, check: killedBy } });
      // What goes wrong goes wrong once.
      world.intercept = world.interceptProgram = undefined;
      const isSame =
        index === 0 && observe(world.simulator?.snapshot(), run.folder, { begin, now: world.clock.now() }) === observed;
      // What is undone when the run is over is no affair of the run's.
      if (isSame && (!isUnderWay(mutant) || first === good.length - 1)) return result({ fate: "equivalent" });
    }
    return result({ fate: "survived" });
  } finally {
    world.intercept = world.interceptProgram = undefined;
    run.journal.close();
  }
}

/** Whether something of a mutant is still to happen when its step is over. */
function isUnderWay({ how }: Mutant): boolean {
  return how.startsWith("undone");
}

/** Carries out a step. @returns what failed in it; undefined when it is found well */
async function whatFails(world: ProofWorld, run: Run, { id }: TutorialStep): Promise<string | undefined> {
  const step = run.tutorial.steps.find((each) => each.id === id);
  if (step === undefined) return "the step is not there";
  // The steps are some time apart, for a reader.
  world.clock.pass(10_000);
  if (step.cleansUp) parkModules(world);
  try {
    await checkAccount(run);
    const outcome = await carryOutStep(run, step);
    if (outcome.state === "done") return undefined;
    const check = outcome.checks.find(({ ok }) => !ok);
    return check === undefined ? (outcome.reason ?? "it failed") : check.title;
  } catch (error) {
    if (error instanceof NotKnownYet) return error.message;
    const { message, exitCode } = explainError(error);
    // A bug of ours has noticed nothing.
    if (isInterruption(error) || exitCode === exitCodes.bug) throw error;
    return message.split("\n")[0];
  }
}

function missing({ step }: Mutant): never {
  throw new Error(`no step ${step} in the good run`);
}
