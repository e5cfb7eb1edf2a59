import { resolve } from "node:path";
import { exitCodes, SurestepError } from "../../errors.ts";
import { listRuns } from "../../runner/state/folder.ts";
import type { Run } from "../../runner/run.ts";
import { readTutorial } from "./platforms.ts";
import { findRun, findUnfinishedRun, type UnfinishedRun } from "./choose-run.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { listenForInterrupts, type Interrupts } from "./interrupt.ts";
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

export interface WithRunOptions extends RunFlags {
  /** Go on where the journal has a broken line, after the last one that can be read: for clean-up. */
  repair?: boolean;
}

export interface OpenedRun {
  screen: Screen;
  run: Run;
  interrupts: Interrupts;
}

/**
 * Opens a run that exists, lets `use` work on it, and closes it again.
 * @throws SurestepError (exit code 2) when there is none
 */
export async function withRun<T>(
  flags: WithRunOptions,
  io: RedactedIo,
  use: (opened: OpenedRun) => Promise<T>,
): Promise<T> {
  const screen = openScreen(io, flags);
  const base = resolve(io.cwd, flags.folder);
  const { id, mode, asWritten } = chosenRun(base, flags.run);
  const tutorial = await readTutorial(io, flags.tutorial);
  const interrupts = listenForInterrupts(io);
  try {
    const session = await openSession({
      ...{ io, tutorial, base, id, mode, asWritten, interrupts },
      ...{ az: flags.az, set: {}, latency: {}, repair: flags.repair === true },
    });
    try {
      return await use({ screen, run: session.run, interrupts });
    } finally {
      await session.close();
    }
  } finally {
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
    hint: finished === undefined ? "Begin one with: npm run tutorial" : `The last one, ${finished}, left nothing.`,
    exitCode: exitCodes.badInput,
  });
}
