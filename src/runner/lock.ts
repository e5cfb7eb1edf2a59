import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { exitCodes, SurestepError } from "../errors.ts";

/**
 * Takes a folder for this process. A lock that a killed process left behind is taken over.
 * @param file the lock file
 * @param pid this process's id, written into the file
 * @returns a function that gives the folder back
 * @throws SurestepError when another process that still runs has it
 */
export function takeLock(file: string, pid: number, isRunning: (pid: number) => boolean): () => void {
  const [own, stale] = [`${file}.${pid}`, `${file}.${pid}.stale`];
  // A link comes into being with all that is in it: nobody ever reads a lock that is half written.
  writeFileSync(own, String(pid), { mode: 0o600 });
  try {
    while (!succeeds(() => linkSync(own, file), "EEXIST")) {
      let found = "";
      succeeds(() => (found = readFileSync(file, "utf8")), "ENOENT");
      refuseIfRunning(found, isRunning);
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
    if ((error as NodeJS.ErrnoException).code !== expected) throw error;
    return false;
  }
}

function refuseIfRunning(found: string, isRunning: (pid: number) => boolean): void {
  const owner = Number.parseInt(found, 10);
  if (Number.isNaN(owner) || !isRunning(owner)) return;
  throw new SurestepError(`Another run (process ${owner}) is using this folder.`, {
    hint: "Wait until it has ended, or name another folder with --folder <path>.",
    exitCode: exitCodes.badInput,
  });
}
