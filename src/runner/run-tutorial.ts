import { dependenciesOf, stepsThatNeed } from "../tutorial/needs.ts";
import { cleanUpStepOf, type TutorialStep } from "../tutorial/tutorial.ts";
import { canBeTyped, type Choice, type Decide } from "./decide.ts";
import { announce, record, type Run } from "./run.ts";
import { chooseSteps, type Part } from "./choose-steps.ts";
import { doByHand } from "./step/by-hand.ts";
import { lookBefore, type LookBefore } from "./step/look-before.ts";
import type { StepOutcome } from "./step/outcome.ts";
import { runStep } from "./step/run-step.ts";
import { journalEnd } from "./journal-end.ts";
import { workTogether } from "./together.ts";
import { explainArticleFailure, type ArticleFailure } from "./trial/article-failure.ts";
import { checkAccount } from "./account.ts";
import { cleanUp } from "./clean-up/clean-up.ts";

export interface TutorialOptions extends Part {
  /** Asks the reader what to do with each step; left out, nobody is there: each is run, and the first failure ends it. */
  decide?: Decide | undefined;
  /** How many independent steps may run at once where nobody is asked; 1 when left out. */
  jobs?: number | undefined;
  /** After a failure where nobody is asked, remove what was made, as after a good end. */
  cleansUpAfterFailure?: boolean | undefined;
}

/** How a tutorial ended: at its end, where the reader stopped it, or at steps that failed. */
export type TutorialEnd =
  | { state: "finished" }
  | { state: "stopped"; step: TutorialStep }
  /** `article`: of an article on trial, where and why it fails. */
  | { state: "failed"; step: TutorialStep; outcome: StepOutcome; article?: ArticleFailure };

/**
 * Carries a tutorial out, whole or in part: each step is looked at, run, and looked at again. What happens is told to the
 * run's listeners, and journalled; it prints nothing and asks through `decide` alone.
 * @throws SurestepError for a part that cannot be begun, or for what kept it from finding out about a step, with its class;
 * the signal's reason when the run was stopped
 */
export async function runTutorial(run: Run, options: TutorialOptions = {}): Promise<TutorialEnd> {
  return journalEnd(
    run,
    () => carryOutTutorial(run, options),
    (end) => (end.state === "failed" ? end.outcome : undefined),
  );
}

async function carryOutTutorial(run: Run, options: TutorialOptions): Promise<TutorialEnd> {
  await checkAccount(run);
  const steps = await chooseSteps(run, options);
  announce(run, { type: "planned", steps: steps.map(({ id }) => id) });
  const end =
    options.decide === undefined ? await runAlone(run, steps, options) : await walk(run, steps, options.decide);
  // Before what failed is removed: it shows why.
  if (end.state === "failed" && run.asWritten) {
    end.article = await explainArticleFailure(run, end.step, end.outcome);
  }
  const last = cleanUpStepOf(run.tutorial);
  if (end.state === "failed" && options.cleansUpAfterFailure === true && last !== undefined && end.step !== last) {
    await cleanUp(run, last);
  }
  return end;
}

/** Carries steps out where nobody is asked, those that do not need each other together. */
async function runAlone(run: Run, steps: readonly TutorialStep[], { jobs = 1 }: TutorialOptions): Promise<TutorialEnd> {
  let end: TutorialEnd = { state: "finished" };
  const needs = new Map(steps.map((step) => [step, dependenciesOf(run.tutorial, step)]));
  await workTogether(steps, {
    jobs,
    needs: (step) => needs.get(step) ?? [],
    async work(step) {
      const outcome = await carryOutStep(run, step);
      if (outcome.state === "failed") end = { state: "failed", step, outcome };
      return outcome.state === "done";
    },
  });
  return end;
}

/**
 * Carries out one step where nobody is asked, whatever came of the others.
 * @throws whatever kept it from finding out
 */
export async function carryOutStep(run: Run, step: TutorialStep): Promise<StepOutcome> {
  const noticesDrift = true;
  return carryOut(run, await lookBefore(run, step, { noticesDrift }), { noticesDrift });
}

function carryOut(run: Run, look: LookBefore, options: { noticesDrift?: boolean } = {}): Promise<StepOutcome> {
  return look.step.cleansUp ? cleanUp(run, look.step, options) : runStep(run, look);
}

/** Goes through steps with a reader, one after the other. */
async function walk(run: Run, steps: readonly TutorialStep[], decide: Decide): Promise<TutorialEnd> {
  for (const step of steps) {
    const end = await walkThroughStep(run, step, decide);
    if (end !== undefined) return end;
  }
  return { state: "finished" };
}

/** @returns undefined when the walk goes on */
async function walkThroughStep(run: Run, step: TutorialStep, decide: Decide): Promise<TutorialEnd | undefined> {
  for (let choice: Choice | undefined; ;) {
    const look = await lookBefore(run, step);
    // While the reader reads, what the checks will need is fetched.
    void run.azure.warmUp();
    choice ??= await ask(decide({ moment: "before", look, choices: choicesBefore(run, look) }, run.signal));
    if (choice === "stop") return { state: "stopped", step };
    if (choice === "skip") {
      record(run, { type: "skipped", step: step.id });
      return undefined;
    }
    const byHand = choice === "by hand" && canBeTyped(look) ? await doByHand(run, look, decide) : "run";
    if (byHand === "stop") return { state: "stopped", step };
    const outcome = byHand === "run" ? await carryOut(run, look) : byHand;
    if (outcome.state === "done") return undefined;
    const choices: Choice[] = ["run", ...(step.cleansUp ? [] : ["by hand" as const]), "stop"];
    choice = await ask(decide({ moment: "failed", look, outcome, choices }, run.signal));
    if (choice === "stop") return { state: "failed", step, outcome };
  }
}

function choicesBefore(run: Run, look: LookBefore): Choice[] {
  const canBeSkipped = !look.step.cleansUp && stepsThatNeed(run.tutorial, look.step).length === 0;
  return ["run", ...(canBeTyped(look) ? ["by hand" as const] : []), ...(canBeSkipped ? ["skip" as const] : []), "stop"];
}

async function ask(answered: ReturnType<Decide>): Promise<Choice> {
  const answer = await answered;
  if (typeof answer === "string") return answer;
  throw new TypeError("values are an answer only while the reader types");
}
