import { resolve } from "node:path";
import { exitCodes, Interrupted, SurestepError } from "../../errors.ts";
import { cleanUp } from "../../runner/clean-up.ts";
import { summarize } from "../../report/summary.ts";
import { removeRunFiles } from "../../runner/folder.ts";
import type { Run } from "../../runner/run.ts";
import type { Latency } from "../../simulator/latency.ts";
import { loadTutorial } from "../../tutorial/load.ts";
import { stepsNeededBy } from "../../tutorial/needs.ts";
import { findStep, type Tutorial, type TutorialStep } from "../../tutorial/tutorial.ts";
import type { Io } from "../io.ts";
import { chooseMode } from "../session/choose-mode.ts";
import { createRunId, findUnfinishedRun, type Mode, type UnfinishedRun } from "../session/choose-run.ts";
import { offerUnfinished } from "../session/offer-unfinished.ts";
import { cleanUpRun } from "./clean-up.ts";
import { confirmSubscription } from "../session/confirm-subscription.ts";
import { listenForInterrupts } from "../session/interrupt.ts";
import { keepRun, showWhatExists } from "../terminal/leave.ts";
import { verifyEarlierSteps, verifyNeededSteps, whereToGoOn } from "../terminal/resume.ts";
import { openScreen, type Screen } from "../terminal/screen.ts";
import { openSession } from "../session/open-session.ts";
import { showBeginning } from "../terminal/show-beginning.ts";
import { showSummary } from "../terminal/show-summary.ts";
import { walk, type WalkEnd } from "../terminal/walk.ts";

/** The flags of `surestep tutorial`. */
export interface TutorialOptions {
  tutorial: string;
  folder: string;
  step?: string;
  until?: string;
  only?: string;
  /** How long to leave everything in place (milliseconds) instead of cleaning up. */
  keep?: number;
  handsOn?: boolean;
  /** Put the article on trial as it was published. */
  asWritten?: boolean;
  yes?: boolean;
  plain?: boolean;
  live?: boolean;
  az?: string;
  set: Record<string, string>;
  latency: Latency;
}

/** Walks through a tutorial. @returns the exit code */
export async function walkThroughTutorial(options: TutorialOptions, io: Io): Promise<number> {
  const screen = openScreen(io, options);
  const base = resolve(io.cwd, options.folder);
  const tutorial = await loadTutorial(resolve(io.cwd, options.tutorial));
  const wanted = {
    step: stepOf(tutorial, options.step),
    until: stepOf(tutorial, options.until),
    only: stepOf(tutorial, options.only),
  };
  refuseUnanswerable(options.handsOn, wanted, screen);
  const interrupts = listenForInterrupts(io);
  const { signal } = interrupts;
  try {
    let unfinished = findUnfinishedRun(base);
    if (wanted.step !== undefined && unfinished === undefined) refuseToResume(wanted.step, base);
    if (unfinished !== undefined && wanted.step === undefined && wanted.only === undefined && screen.isInteractive) {
      const choice = await offerUnfinished(screen, tutorial, unfinished, signal);
      if (choice === "stop") return exitCodes.ok;
      if (choice !== "go on") {
        const cleaned = await cleanUpRun({ ...options, run: unfinished.id, wait: true }, io);
        if (choice === "clean up" || cleaned !== exitCodes.ok) return cleaned;
        unfinished = undefined;
      }
    }
    const mode = await chooseMode({ io, screen, signal, unfinished, live: options.live, base });
    return await carryOut({ io, screen, base, tutorial, wanted, options, unfinished, mode, signal });
  } finally {
    interrupts.stop();
  }
}

interface Parts {
  io: Io;
  screen: Screen;
  base: string;
  tutorial: Tutorial;
  wanted: Record<"step" | "until" | "only", TutorialStep | undefined>;
  options: TutorialOptions;
  unfinished: UnfinishedRun | undefined;
  mode: Mode;
  signal: AbortSignal;
}

async function carryOut(parts: Parts): Promise<number> {
  const { io, screen, base, tutorial, options, unfinished, mode, signal } = parts;
  const id = unfinished?.id ?? createRunId(io.now());
  const { set, az, latency } = options;
  const asWritten = unfinished?.asWritten ?? options.asWritten === true;
  const session = await openSession({ io, tutorial, base, id, mode, asWritten, az, set, latency, signal });
  const { run } = session;
  let end: WalkEnd;
  try {
    showBeginning(screen, run, mode, unfinished !== undefined);
    if (mode === "live") await confirmSubscription(screen, run, signal);
    end = await walk(
      { screen, run, signal, place: options, handsOn: options.handsOn === true },
      await stepsToDo(parts, run),
    );
    if (asWritten && end.state === "failed" && !screen.isInteractive) await cleanUpAfterTrial(screen, run);
    if (options.keep !== undefined) keepRun(screen, run, options.keep);
    if (end.state !== "stopped") showSummary(screen, summarize(run.tutorial, run.journal.entries));
    if (!isCleanedUp(base, id)) showWhatExists(screen, run, options);
  } catch (error) {
    if (error instanceof Interrupted) showWhatExists(screen, run, options);
    throw error;
  } finally {
    await session.close();
  }
  if (isCleanedUp(base, id)) removeRunFiles(run.folder);
  if (end.state !== "failed") return exitCodes.ok;
  return end.step["cleans-up"] ? exitCodes.survivors : exitCodes.failed;
}

/** The article's names are everybody's (`myResourceGroup`): a trial that failed leaves nothing under them. */
async function cleanUpAfterTrial(screen: Screen, run: Run): Promise<void> {
  const step = run.tutorial.steps.find((each) => each["cleans-up"]);
  if (step === undefined) return;
  screen.print("  What the trial made is removed:");
  await cleanUp(run, step, { style: screen.listStyle });
}

/** Which steps are to be carried out, after those before them were verified again. */
async function stepsToDo({ screen, wanted, options, unfinished }: Parts, run: Run): Promise<TutorialStep[]> {
  const { tutorial } = run;
  if (wanted.only !== undefined) {
    const only = findStep(tutorial, wanted.only.id) ?? wanted.only;
    const unmet = await verifyNeededSteps(screen, run, stepsNeededBy(tutorial, only));
    return [...unmet, only];
  }
  if (wanted.step !== undefined) await verifyEarlierSteps(screen, run, wanted.step);
  const from = wanted.step ?? (unfinished === undefined ? undefined : await whereToGoOn(screen, run));
  const last = wanted.until?.number ?? tutorial.steps.length;
  return tutorial.steps
    .slice((from?.number ?? 1) - 1, last)
    .filter((step) => options.keep === undefined || !step["cleans-up"]);
}

function isCleanedUp(base: string, id: string): boolean {
  return findUnfinishedRun(base)?.id !== id;
}

function stepOf(tutorial: Tutorial, wanted: string | undefined): TutorialStep | undefined {
  if (wanted === undefined) return undefined;
  const step = findStep(tutorial, wanted);
  if (step !== undefined) return step;
  throw new SurestepError(`There is no step '${wanted}'.`, {
    hint: `The steps are ${tutorial.steps.map(({ number, id }) => `${number} ${id}`).join(", ")}.`,
    exitCode: exitCodes.badInput,
  });
}

function refuseUnanswerable(handsOn: boolean | undefined, { step, until }: Parts["wanted"], screen: Screen): void {
  if (handsOn === true && !screen.isInteractive) {
    throw new SurestepError("--hands-on needs a terminal: without one nobody types.", {
      hint: "Leave it out, or run it in a terminal without --yes.",
      exitCode: exitCodes.badInput,
    });
  }
  if (step !== undefined && until !== undefined && step.number > until.number) {
    throw new SurestepError(`The step ${step.id} comes after ${until.id}, so nothing would be run.`, {
      hint: "Name an --until that does not come before --step.",
      exitCode: exitCodes.badInput,
    });
  }
}

function refuseToResume(step: TutorialStep, base: string): void {
  if (step.number === 1) return;
  throw new SurestepError(`There is no unfinished run in ${base}, so ${step.id} has nothing to go on from.`, {
    hint: "Leave out --step to begin a run.",
    exitCode: exitCodes.badInput,
  });
}
