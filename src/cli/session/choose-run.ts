import { randomInt } from "node:crypto";
import { exitCodes, SurestepError } from "../../errors.ts";
import { listRuns, runFolder } from "../../runner/state/folder.ts";
import { brokenJournal, readJournal } from "../../runner/state/journal.ts";
import { foldProgress, type Progress } from "../../runner/state/progress.ts";

export type Mode = "simulated" | "live";

/** A run of which something is still to be done, or to be cleaned up. */
export interface UnfinishedRun {
  id: string;
  mode: Mode;
  asWritten: boolean;
  progress: Progress;
}

/** The newest run in a base folder that may have left something behind; undefined when all were cleaned up. */
export function findUnfinishedRun(base: string): UnfinishedRun | undefined {
  return listUnfinishedRuns(base).at(-1);
}

/** All of them, oldest first. */
export function listUnfinishedRuns(base: string): UnfinishedRun[] {
  const runs = listRuns(base).flatMap((id) => {
    const { entries, broken } = readJournal(runFolder(base, id).journal);
    const progress = foldProgress(entries);
    // Lines that cannot be read may tell of steps.
    const isOpen = (progress.steps.size > 0 || broken !== undefined) && !progress.isCleaned;
    return isOpen && progress.run !== undefined ? [ofRun(progress.run, progress)] : [];
  });
  // The ids of two runs that were begun in the same second say nothing of which was first.
  return runs.toSorted((a, b) => beginOf(a).localeCompare(beginOf(b)));
}

function beginOf({ progress }: UnfinishedRun): string {
  return progress.run?.at ?? "";
}

/** The run of an id; throws a SurestepError (exit code 2) that lists the known ones. */
export function findRun(base: string, id: string): UnfinishedRun {
  const known = listRuns(base);
  const text = known.includes(id) ? readJournal(runFolder(base, id).journal) : undefined;
  if (text?.broken?.line === 1) throw brokenJournal(runFolder(base, id).journal, text.broken);
  const run = text !== undefined ? foldProgress(text.entries) : undefined;
  if (run?.run !== undefined) return ofRun(run.run, run);
  throw new SurestepError(`There is no run '${id}' in ${base}.`, {
    hint: known.length === 0 ? "There are none at all." : `There are ${known.join(", ")}.`,
    exitCode: exitCodes.badInput,
  });
}

function ofRun({ id, mode, asWritten }: NonNullable<Progress["run"]>, progress: Progress): UnfinishedRun {
  return { id, mode, asWritten, progress };
}

/**
 * A new run's id, such as `t5w2k1a4f7`: the time in seconds, so that ids sort by age, then something random. It is part
 * of names that are unique in all of Azure.
 */
export function createRunId(now: number): string {
  const time = Math.floor(now / 1000).toString(36);
  return `${time}${randomInt(36 ** 4)
    .toString(36)
    .padStart(4, "0")}`;
}
