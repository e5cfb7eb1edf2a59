import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, messageOf, SurestepError } from "../../errors.ts";

/** What is written to disk, and where. Everything is readable by its owner only. */
export interface RunFolder {
  path: string;
  /** The run's only state; it stays after clean-up, as the record of what was done. */
  journal: string;
  /** The reader's own program and its packages. */
  project: string;
  /** What `export` exported, to `source`. */
  environment: string;
  /** Stays empty: where the reader's own program finds that nobody is signed in with az. */
  nobody: string;
  /** Of a simulated run: the simulated Azure's state and the private configuration of az. */
  azure: string;
}

/** The folder of one run. */
export function runFolder(base: string, id: string): RunFolder {
  const path = join(base, "runs", id);
  return {
    path,
    journal: join(path, "journal.jsonl"),
    project: join(path, "project"),
    environment: join(path, "environment.sh"),
    nobody: join(path, "nobody"),
    azure: join(path, "azure"),
  };
}

/** Makes a run's folder. Throws a SurestepError where nothing can be written. */
export function makeRunFolder(folder: RunFolder): void {
  try {
    // npm installs into the nearest folder above that has a node_modules or a package.json: this one has to be it.
    mkdirSync(join(folder.project, "node_modules"), { recursive: true, mode: 0o700 });
    mkdirSync(folder.nobody, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw cannotWrite(folder.path, error);
  }
}

/** Removes what a finished run leaves on this machine, but for its journal. */
export function removeRunFiles(folder: RunFolder): void {
  for (const path of [folder.project, folder.environment, folder.nobody, folder.azure])
    rmSync(path, { recursive: true, force: true });
}

/** The ids of the runs in a base folder, oldest first: an id starts with its time. */
export function listRuns(base: string): string[] {
  const runs = join(base, "runs");
  if (!existsSync(runs)) return [];
  return readdirSync(runs)
    .filter((id) => existsSync(runFolder(base, id).journal))
    .toSorted();
}

/** Makes the base folder in which runs live. */
export function makeBaseFolder(base: string): void {
  try {
    mkdirSync(base, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw cannotWrite(base, error);
  }
}

function cannotWrite(path: string, error: unknown): SurestepError {
  return new SurestepError(`The folder ${path} cannot be written to.`, {
    hint: "Name a folder of your own with --folder <path>.",
    original: messageOf(error),
    exitCode: exitCodes.setUp,
  });
}
