import { SurestepError } from "../errors.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import { carryOutGoodRun, type GoodStep } from "./good-run.ts";
import { judgeMutant, type MutantResult } from "./judge-mutant.ts";
import { commandMutants } from "./mutants/command-mutants.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { programMutants } from "./mutants/program-mutants.ts";
import { requestMutants } from "./mutants/request-mutants.ts";
import { restore, type ProofWorld } from "./proof-world.ts";
import { lookBefore } from "../runner/step/look-before.ts";

/** What a tutorial's verifications are worth: plain data. */
export interface Proof {
  /** Whether each step is red before and green after. */
  steps: { id: string; isRedBefore: boolean; isGreenAfter: boolean }[];
  mutants: MutantResult[];
}

export interface ProveOptions {
  /** The ids of the steps to prove; all when left out. */
  steps?: readonly string[] | undefined;
  onStep?: (step: TutorialStep) => void;
  onMutant?: (result: MutantResult, done: number, all: number) => void;
}

/**
 * Finds out whether a tutorial's verifications can fail: carries it out once, as it should be, then does each step again
 * with each thing going wrong that can, and looks who notices.
 * @throws SurestepError when a step of the good run fails
 */
export async function prove(world: ProofWorld, options: ProveOptions = {}): Promise<Proof> {
  const begin = world.clock.now();
  const good = await carryOutGoodRun(world, (step) => options.onStep?.(step));
  const chosen = good.filter(({ step }) => options.steps?.includes(step.id) ?? true);
  const mutants: Mutant[] = [];
  for (const each of chosen) mutants.push(...(await mutantsOf(world, each)));
  for (const { step } of chosen) await refuseUnrepeatable(world, good, step, begin);
  const results: MutantResult[] = [];
  for (const mutant of mutants) {
    world.signal.throwIfAborted();
    const result = await judgeMutant(world, good, mutant, begin);
    results.push(result);
    options.onMutant?.(result, results.length, mutants.length);
  }
  const steps = chosen.map(({ step, isRedBefore, isGreenAfter }) => ({ id: step.id, isRedBefore, isGreenAfter }));
  return { steps, mutants: results };
}

/** A step that does not come to the same when nothing goes wrong would kill every mutant, or none. */
async function refuseUnrepeatable(
  world: ProofWorld,
  good: readonly GoodStep[],
  { id }: TutorialStep,
  begin: number,
): Promise<void> {
  const { fate, killedBy } = await judgeMutant(world, good, { step: id, where: id, how: "nothing goes wrong" }, begin);
  if (fate === "equivalent") return;
  throw new SurestepError(`The step ${id} does not come to the same when it is done again, so it cannot be proved.`, {
    hint: "What it makes, prints and writes has to depend on nothing but the tutorial's inputs and what there was.",
    original:
      killedBy === undefined ? "Something that can be observed is not as it was the first time." : killedBy.check,
  });
}

async function mutantsOf(world: ProofWorld, good: GoodStep): Promise<Mutant[]> {
  const run = restore(world, good.before);
  // Which of a step's commands are run depends on inputs and on what is there.
  const commands = good.step.cleansUp ? [] : (await lookBefore(run, good.step)).commands;
  run.journal.close();
  return [
    ...requestMutants(good, world.stranger),
    ...commandMutants(world.tutorial, good.step, (command) => commands.includes(command)),
    ...programMutants(good),
  ];
}
