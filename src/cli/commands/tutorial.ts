import { resolve } from "node:path";
import { exitCodes, Interrupted, SurestepError } from "../../errors.ts";
import { summarize } from "../../report/summary.ts";
import { keepRun } from "../../runner/keep.ts";
import { runTutorial, type TutorialEnd } from "../../runner/run-tutorial.ts";
import type { Run } from "../../runner/run.ts";
import { removeRunFiles } from "../../runner/state/folder.ts";
import type { Latency } from "../../simulator/latency.ts";
import { readTutorial } from "../session/platforms.ts";
import { requireStep, type Tutorial, type TutorialStep } from "../../tutorial/tutorial.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { chooseMode } from "../session/choose-mode.ts";
import { createRunId, findUnfinishedRun, type UnfinishedRun } from "../session/choose-run.ts";
import { confirmSubscription } from "../session/confirm-subscription.ts";
import { confirmTutorial } from "../session/confirm-tutorial.ts";
import { listenForInterrupts, type Interrupts } from "../session/interrupt.ts";
import { offerUnfinished } from "../session/offer-unfinished.ts";
import { openSession, type Session, type SessionOptions } from "../session/open-session.ts";
import { readInputs } from "../session/read-inputs.ts";
import { askForInput } from "../terminal/ask-for-input.ts";
import { askInTerminal } from "../terminal/ask.ts";
import { drawRun, type Drawing } from "../terminal/draw-run.ts";
import { drawWalk } from "../terminal/draw-walk.ts";
import { showFailure } from "../terminal/guide.ts";
import { showKept, showWhatExists } from "../terminal/leave.ts";
import { openScreen, type Screen } from "../terminal/screen.ts";
import { showArticleFailure } from "../terminal/show-article-failure.ts";
import { showBeginning } from "../terminal/show-beginning.ts";
import { showStopping } from "../terminal/show-stopping.ts";
import { showSummary } from "../terminal/show-summary.ts";
import { cleanUpRun } from "./clean-up.ts";

/** The flags of `surestep tutorial`. */
export interface TutorialFlags {
  tutorial: string;
  folder: string;
  step?: string;
  until?: string;
  only?: string;
  /** How long to leave everything in place (milliseconds) instead of cleaning up. */
  keep?: number;
  /** How many independent steps run together. */
  jobs: number;
  handsOn?: boolean;
  /** Put the article on trial as it was published. */
  asWritten?: boolean;
  yes?: boolean;
  plain?: boolean;
  live?: boolean;
  az?: string;
  /** Kinds of which what is there is used as it is, instead of being made. */
  useExisting?: string[];
  set: Record<string, string>;
  latency: Latency;
}

/** Goes through a tutorial, with a reader or alone. @returns the exit code */
export async function goThroughTutorial(flags: TutorialFlags, io: RedactedIo): Promise<number> {
  const screen = openScreen(io, flags);
  const base = resolve(io.cwd, flags.folder);
  const interrupts = listenForInterrupts(io);
  const { signal } = interrupts;
  try {
    let unfinished = findUnfinishedRun(base);
    const newId = createRunId(io.now());
    await confirmTutorial(flags, { io, screen, id: newId, unfinished, signal });
    const tutorial = await readTutorial(io, flags.tutorial);
    refuseImpossible(flags, tutorial, screen);
    if (flags.step !== undefined && unfinished === undefined) refuseToResume(requireStep(tutorial, flags.step), base);
    if (unfinished !== undefined && flags.step === undefined && flags.only === undefined && screen.isInteractive) {
      const choice = await offerUnfinished(screen, tutorial, unfinished, signal);
      if (choice === "stop") return exitCodes.ok;
      if (choice !== "go on") {
        const cleaned = await cleanUpRun({ ...flags, run: unfinished.id, wait: true }, io);
        if (choice === "clean up" || cleaned !== exitCodes.ok) return cleaned;
        unfinished = undefined;
      }
    }
    const mode = await chooseMode({ io, screen, interrupts, unfinished, live: flags.live, base });
    const id = unfinished?.id ?? newId;
    const asWritten = unfinished?.asWritten ?? flags.asWritten === true;
    const { az, latency } = flags;
    const set = await readInputs(tutorial, flags.set, { io, screen, signal });
    const useExisting = flags.useExisting ?? [];
    const getInput: SessionOptions["getInput"] = (name, input) => askForInput(name, input, { screen, signal });
    const which = { io, tutorial, base, id, mode, asWritten };
    const session = await openSession({ ...which, az, set, latency, interrupts, useExisting, getInput });
    return await carryOut({ io, screen, flags, session, interrupts, unfinished });
  } finally {
    interrupts.stop();
  }
}

interface Parts {
  io: RedactedIo;
  screen: Screen;
  flags: TutorialFlags;
  session: Session;
  interrupts: Interrupts;
  unfinished: UnfinishedRun | undefined;
}

async function carryOut({ io, screen, flags, session, interrupts, unfinished }: Parts): Promise<number> {
  const { run, mode } = session;
  interrupts.onSecond(() => showWhatExists(screen, run, flags));
  let end: TutorialEnd;
  try {
    showBeginning(screen, run, mode, unfinished !== undefined);
    if (mode === "live") await confirmSubscription(screen, run, interrupts.signal);
    end = await runAndDraw(screen, run, flags, interrupts);
    if (flags.keep !== undefined) {
      const until = io.now() + flags.keep;
      showKept(screen, until, await keepRun(run, until));
    }
    if (end.state !== "stopped")
      showSummary(screen, summarize(run.tutorial, run.journal.entries), run.tutorial.platform);
    if (!run.journal.progress.isCleaned) showWhatExists(screen, run, flags);
  } catch (error) {
    if (error instanceof Interrupted) showWhatExists(screen, run, flags);
    throw error;
  } finally {
    await session.close();
  }
  if (run.journal.progress.isCleaned) removeRunFiles(run.folder);
  return end.state === "failed" ? exitCodes[end.outcome.failure?.class ?? "drift"] : exitCodes.ok;
}

async function runAndDraw(
  screen: Screen,
  run: Run,
  flags: TutorialFlags,
  interrupts: Interrupts,
): Promise<TutorialEnd> {
  const part = { from: flags.step, until: flags.until, only: flags.only, keep: flags.keep !== undefined };
  if (screen.isInteractive) {
    const drawing = drawWalk(screen, run);
    const decide = askInTerminal({ screen, run, drawing, place: flags, handsOn: flags.handsOn === true });
    return whileDrawn(screen, drawing, interrupts, () => runTutorial(run, { ...part, decide }));
  }
  // The article's commands are tried one after the other, as its reader types them.
  const jobs = run.asWritten ? 1 : flags.jobs;
  const end = await whileDrawn(screen, drawRun(screen, run), interrupts, () =>
    runTutorial(run, { ...part, jobs, cleansUpAfterFailure: run.asWritten }),
  );
  if (end.state === "failed") {
    showFailure(screen, run, end.step, end.outcome);
    if (end.article !== undefined) showArticleFailure(screen, end.step.id, end.article);
  }
  return end;
}

async function whileDrawn<T>(
  screen: Screen,
  drawing: Drawing,
  interrupts: Interrupts,
  work: () => Promise<T>,
): Promise<T> {
  interrupts.onFirst(() => void showStopping(screen, drawing));
  try {
    return await work();
  } finally {
    await drawing.close();
  }
}

/** @throws SurestepError (exit code 2) for flags that name no step, or that leave nothing to be done */
function refuseImpossible(flags: TutorialFlags, tutorial: Tutorial, screen: Screen): void {
  const [step, until] = [flags.step, flags.until, flags.only].map((wanted) =>
    wanted === undefined ? undefined : requireStep(tutorial, wanted),
  );
  if (flags.handsOn === true && !screen.isInteractive) {
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
