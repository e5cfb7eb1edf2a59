import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { ChangeLog } from "./change-log.ts";
import { SimulatorError, systemError } from "./error.ts";
import type { State } from "./state.ts";
import { watch } from "./watch.ts";
import type { Change } from "./watch.ts";

/** A state that is kept. */
export interface Store {
  /** What operations work on: what they change in it is kept by the next `save`. */
  readonly state: State;
  /** What `state` is a view of. */
  readonly plain: State;
  /** Writes what was changed since the last time; nothing where nothing was. Throws a `SimulatorError`. */
  save(this: void): void;
  close(this: void): void;
}

/** The first line of a file: what follows is a state, then the changes of one request a line. */
const header = `{"surestepSimulator":1}\n`;

/** A file is written anew when it is twice as long as what it came from, in bytes, but not while it is as short as this. */
const shortest = 256 * 1024;

/** Keeps a state in memory only. */
export function holdState(plain: State): Store {
  return { state: watch(plain, () => undefined), plain, save: () => undefined, close: () => undefined };
}

/**
 * Keeps a state in a file (0600: it holds secrets): a copy, and behind it the changes since. A change costs what is new,
 * and it is with the system before `save` returns, so a process that is killed then has lost nothing.
 *
 * @param plain what is kept from now on in place of what the file holds
 */
export function openStore(file: string, plain: State): Store {
  let log = new ChangeLog(false);
  let changes: Change[] = [];
  let [handle, length, copied] = [0, 0, 0];
  /** Whether the log has numbered what did not get into the file: then nothing can be appended to it any more. */
  let isBehind = false;
  begin();

  function begin(): void {
    const fresh = new ChangeLog(false);
    const text = `${header}${JSON.stringify(fresh.write(plain))}\n`;
    writePrivate(file, text);
    if (handle !== 0) closeSync(handle);
    handle = openSync(file, "a");
    copied = length = Buffer.byteLength(text);
    log = fresh;
    changes = [];
    isBehind = false;
  }

  function save(): void {
    if (isBehind) return begin();
    if (changes.length === 0) return;
    const line = `${JSON.stringify(changes.map((change) => log.writeChange(change)))}\n`;
    changes = [];
    const bytes = Buffer.from(line);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
    } catch (error) {
      // A part of a line may be there, as it may be after a kill: whoever reads it leaves it out.
      isBehind = true;
      throw systemError(`The simulator cannot write its state to ${file}`, error);
    }
    length += bytes.length;
    if (length > Math.max(shortest, 2 * copied)) begin();
  }

  const state = watch(plain, (change) => {
    if (log.knows(change.target)) changes.push(change);
  });
  return { state, plain, save, close: () => closeSync(handle) };
}

/**
 * The state in a file, or undefined where there is no file. A last line that was not finished is of a request that was
 * not answered, and is left out. Throws a `SimulatorError` (`BROKEN_STATE`) for a file that is anything else.
 */
export function readState(file: string): State | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  if (!text.startsWith(header)) throw broken(file, 1, "it was not written by this version of the simulator");
  const lines = text.slice(header.length).split("\n").slice(0, -1);
  const log = new ChangeLog(true);
  let state: unknown;
  for (const [index, line] of lines.entries()) {
    try {
      const written = JSON.parse(line);
      if (index === 0) state = log.read(written);
      else for (const change of written) log.readChange(change);
    } catch (error) {
      throw broken(file, index + 2, error instanceof Error ? error.message : String(error));
    }
  }
  if (typeof state !== "object" || state === null) throw broken(file, 2, "there is no state in it");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file with our header holds what we wrote
  return state as State;
}

function broken(file: string, line: number, why: string): SimulatorError {
  const message = `The simulator's state in ${file} is broken in line ${line}: ${why}. Remove the file to begin anew.`;
  return new SimulatorError(message, "BROKEN_STATE");
}

/** Writes a file that only its owner can read, by an atomic rename: a reader sees the old one or the new one. */
export function writePrivate(file: string, text: string): void {
  const draft = `${file}.draft`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(draft, text, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, file);
  } catch (error) {
    throw systemError(`The simulator cannot write ${file}`, error);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw systemError(`The simulator cannot read ${file}`, error);
  }
}
