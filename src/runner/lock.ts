import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { exitCodes, SurestepError } from "../errors.ts";

/**
 * Takes a folder for this process. A lock that a killed process left behind is taken over.
 * @param file the lock file
 * @param pid this process's id, written into the file
 * @returns a function that gives the folder back
 * @throws SurestepError when another process that still runs has it
 */
export function takeLock(file: string, pid: number, isRunning: (pid: number) => boolean): () => void {
  for (;;) {
    try {
      const descriptor = openSync(file, "wx", 0o600);
      writeSync(descriptor, String(pid));
      closeSync(descriptor);
      return () => unlinkSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      refuseIfRunning(file, isRunning);
      unlinkSync(file);
    }
  }
}

function refuseIfRunning(file: string, isRunning: (pid: number) => boolean): void {
  const owner = Number.parseInt(readFileSync(file, "utf8"), 10);
  if (Number.isNaN(owner) || !isRunning(owner)) return;
  throw new SurestepError(`Another run (process ${owner}) is using this folder.`, {
    hint: "Wait until it has ended, or name another folder with --folder <path>.",
    exitCode: exitCodes.badInput,
  });
}
