import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { codeOf, exitCodes, SurestepError } from "../../errors.ts";

/** The processes of this machine, as far as a lock has to know them. */
export interface Processes {
  /** The id of this process. */
  readonly pid: number;
  /**
   * What tells a process from a later one that was given the same id, such as the time at which it began; undefined when
   * no process of this id runs.
   */
  beginningOf(pid: number): string | undefined;
}

/**
 * Takes a folder for this process. A lock that is stale is taken over: that of a process which no longer runs, which
 * began after the lock was made, or which is this very process.
 * @param file the lock file
 * @returns a function that gives the folder back
 * @throws SurestepError when another process that still runs has it
 */
export function takeLock(file: string, processes: Processes): () => void {
  const { pid } = processes;
  const [own, stale] = [`${file}.${pid}`, `${file}.${pid}.stale`];
  // A link comes into being with all that is in it: nobody ever reads a lock that is half written.
  writeFileSync(own, `${pid} ${processes.beginningOf(pid) ?? ""}`, { mode: 0o600 });
  try {
    while (!succeeds(() => linkSync(own, file), "EEXIST")) {
      let found = "";
      succeeds(() => (found = readFileSync(file, "utf8")), "ENOENT");
      refuseIfRunning(found, processes);
      if (!succeeds(() => renameSync(file, stale), "ENOENT")) continue;
      // Another process took the stale lock over before this one did: it gets its own back.
      if (readFileSync(stale, "utf8") !== found) succeeds(() => linkSync(stale, file), "EEXIST");
      rmSync(stale);
    }
  } finally {
    rmSync(own);
  }
  return () => rmSync(file, { force: true });
}

/** Whether an operation on a file went through, or met the one error that it may meet. */
function succeeds(operation: () => unknown, expected: string): boolean {
  try {
    operation();
    return true;
  } catch (error) {
    if (codeOf(error) !== expected) throw error;
    return false;
  }
}

function refuseIfRunning(found: string, processes: Processes): void {
  const [, id, began] = /^(\d+) ?(.*)$/.exec(found) ?? [];
  const owner = Number(id);
  if (Number.isNaN(owner) || owner === processes.pid) return;
  const begins = processes.beginningOf(owner);
  if (begins === undefined || (began !== "" && begins !== began)) return;
  throw new SurestepError(`Another run (process ${owner}) is using this folder.`, {
    hint: "Wait until it has ended, or name another folder with --folder <path>.",
    exitCode: exitCodes.badInput,
  });
}
