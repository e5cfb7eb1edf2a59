import { resolve } from "node:path";
import { exitCodes, SurestepError } from "../../errors.ts";
import { listRuns } from "../../runner/folder.ts";
import type { Run } from "../../runner/run.ts";
import { loadTutorial } from "../../tutorial/load.ts";
import { findRun, findUnfinishedRun, type UnfinishedRun } from "./choose-run.ts";
import type { Io } from "../io.ts";
import { listenForInterrupts } from "./interrupt.ts";
import { openScreen, type Screen } from "../terminal/screen.ts";
import { openSession } from "./open-session.ts";

/** Flags of the commands that look at a run which exists. */
export interface RunFlags {
  tutorial: string;
  folder: string;
  run?: string;
  az?: string;
  plain?: boolean;
}

export interface OpenedRun {
  screen: Screen;
  run: Run;
  signal: AbortSignal;
}

/**
 * Opens a run that exists, lets `use` work on it, and closes it again.
 * @throws SurestepError (exit code 2) when there is none
 */
export async function withRun<T>(flags: RunFlags, io: Io, use: (opened: OpenedRun) => Promise<T>): Promise<T> {
  const screen = openScreen(io, flags);
  const base = resolve(io.cwd, flags.folder);
  const { id, mode, asWritten } = chosenRun(base, flags.run);
  const tutorial = await loadTutorial(resolve(io.cwd, flags.tutorial));
  const interrupts = listenForInterrupts(io);
  const { signal } = interrupts;
  const session = await openSession({
    ...{ io, tutorial, base, id, mode, asWritten, signal },
    ...{ az: flags.az, set: {}, latency: {} },
  });
  try {
    return await use({ screen, run: session.run, signal });
  } finally {
    await session.close();
    interrupts.stop();
  }
}

/** The run that the flags mean. */
export function chosenRun(base: string, id: string | undefined): UnfinishedRun {
  if (id !== undefined) return findRun(base, id);
  const unfinished = findUnfinishedRun(base);
  if (unfinished !== undefined) return unfinished;
  const finished = listRuns(base).at(-1);
  throw new SurestepError(`There is no unfinished run in ${base}.`, {
    hint: finished === undefined ? "Begin one with: npm run tutorial" : `The last one, ${finished}, was cleaned up.`,
    exitCode: exitCodes.badInput,
  });
}
