import { resolve } from "node:path";
import { exitCodes, SurestepError } from "../errors.ts";
import { summarize } from "../report/summary.ts";
import { makeBaseFolder, removeRunFiles } from "../runner/folder.ts";
import { foldProgress } from "../runner/progress.ts";
import { prepareStep } from "../runner/prepare-step.ts";
import { firstPending } from "../runner/reverify.ts";
import { runStep } from "../runner/run-step.ts";
import type { Run } from "../runner/run.ts";
import type { Latency } from "../simulator/latency.ts";
import { loadTutorial } from "../tutorial/load.ts";
import { findStep, type Tutorial, type TutorialStep } from "../tutorial/tutorial.ts";
import { chooseMode } from "./choose-mode.ts";
import { createRunId, findUnfinishedRun } from "./choose-run.ts";
import { confirmSubscription } from "./confirm-subscription.ts";
import { showCommands, showOutcome, showStep } from "./guide.ts";
import { listenForInterrupts } from "./interrupt.ts";
import { askForKey } from "./key-prompt.ts";
import { verifyEarlierSteps } from "./resume.ts";
import { openScreen, type Screen } from "./screen.ts";
import { openSession } from "./session.ts";
import { showSummary } from "./show-summary.ts";

/** The flags of `surestep tutorial`. */
export interface TutorialOptions {
  tutorial: string;
  folder: string;
  step?: string;
  yes?: boolean;
  plain?: boolean;
  live?: boolean;
  az?: string;
  set: Record<string, string>;
  latency: Latency;
}

/** Walks through a tutorial. @returns the exit code */
export async function walkThroughTutorial(options: TutorialOptions): Promise<number> {
  const screen = openScreen(options);
  const base = resolve(options.folder);
  const tutorial = await loadTutorial(resolve(options.tutorial));
  const wanted = options.step === undefined ? undefined : stepOf(tutorial, options.step);
  makeBaseFolder(base);
  const unfinished = findUnfinishedRun(base);
  if (wanted !== undefined && unfinished === undefined) refuseToResume(wanted, base);
  const interrupts = listenForInterrupts();
  const { signal } = interrupts;
  const mode = await chooseMode({ screen, signal, unfinished, live: options.live, base });
  const id = unfinished?.id ?? createRunId(Date.now());
  const { set, az, latency } = options;
  const session = await openSession({ tutorial, base, id, mode, az, set, latency, signal });
  const { run } = session;
  let failed: TutorialStep | undefined;
  try {
    showBeginning(screen, run, mode, unfinished !== undefined);
    if (mode === "live") await confirmSubscription(screen, run, signal);
    const from = wanted ?? firstPending(tutorial, foldProgress(run.journal.entries));
    if (from !== undefined && unfinished !== undefined) await verifyEarlierSteps(screen, run, from);
    failed = await walk(screen, run, tutorial.steps.slice((from?.number ?? 1) - 1), signal);
    showSummary(screen, summarize(tutorial, run.journal.entries));
  } finally {
    await session.close();
    interrupts.stop();
  }
  const isFinished = findUnfinishedRun(base)?.id !== id;
  if (isFinished) removeRunFiles(run.folder);
  return failed === undefined ? exitCodes.ok : failed["cleans-up"] ? exitCodes.survivors : exitCodes.failed;
}

/** Goes through steps until one fails or the reader stops. @returns the step that failed */
async function walk(
  screen: Screen,
  run: Run,
  steps: readonly TutorialStep[],
  signal: AbortSignal,
): Promise<TutorialStep | undefined> {
  for (const step of steps) {
    showStep(screen, run, step);
    const prepared = await prepareStep(run, step, screen.listStyle);
    screen.print();
    showCommands(screen, run, prepared);
    if (screen.isInteractive && (await askToGoOn(screen, signal)) === "stop") return undefined;
    const outcome = await runStep(run, prepared, screen.listStyle);
    showOutcome(screen, run, step, outcome);
    if (outcome.state === "failed") return step;
  }
  return undefined;
}

function askToGoOn(screen: Screen, signal: AbortSignal): Promise<"run" | "stop"> {
  return askForKey(
    [
      { key: "return", shown: "Enter", does: "run it", answer: "run" },
      { key: "q", shown: "q", does: "stop here", answer: "stop" },
    ],
    { style: (text) => screen.style("bold", text), signal },
  );
}

function showBeginning(screen: Screen, run: Run, mode: "simulated" | "live", goesOn: boolean): void {
  const { program } = run.connection;
  screen.print(screen.style("bold", run.tutorial.title));
  screen.print();
  if (goesOn) screen.prose(`Going on with the unfinished run ${run.id}.`);
  else screen.prose(run.tutorial.about);
  const where =
    mode === "live" ? "your own Azure" : "a simulated Azure in this process; nothing leaves this machine but npm";
  const az = program.standIn
    ? `the built-in stand-in for az ${program.version}`
    : `az ${program.version} (${program.file})`;
  screen.print(screen.style("dim", `  Azure: ${where}`));
  screen.print(screen.style("dim", `  az:    ${az}`));
}

function stepOf(tutorial: Tutorial, wanted: string): TutorialStep {
  const step = findStep(tutorial, wanted);
  if (step !== undefined) return step;
  throw new SurestepError(`There is no step '${wanted}'.`, {
    hint: `The steps are ${tutorial.steps.map(({ number, id }) => `${number} ${id}`).join(", ")}.`,
    exitCode: exitCodes.badInput,
  });
}

function refuseToResume(step: TutorialStep, base: string): void {
  if (step.number === 1) return;
  throw new SurestepError(`There is no unfinished run in ${base}, so ${step.id} has nothing to go on from.`, {
    hint: "Leave out --step to begin a run.",
    exitCode: exitCodes.badInput,
  });
}
