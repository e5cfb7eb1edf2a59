import type { Readable, Writable } from "node:stream";
import { codeOf } from "../errors.ts";

/** Signals that ask the program to stop. */
const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export type StopSignal = (typeof stopSignals)[number];

/** Where keys and text come from. */
export type Input = Readable & { isTTY?: boolean; fd?: 0 };

/** Where words go. */
export type Output = Writable & { isTTY?: boolean; columns?: number; fd?: 1 | 2 };

export type Environment = Readonly<Record<string, string | undefined>>;

/** All that the command line has of the world outside it: whoever calls `main` decides what that is. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Environment;
  /** What relative paths start from. */
  readonly cwd: string;
  /** The Node.js that runs programs. */
  readonly execPath: string;
  /** The id of this process, for the lock of a folder. */
  readonly pid: number;
  /**
   * What tells a process from a later one that was given the same id; undefined when no process of this id runs, empty
   * where it cannot be told.
   */
  beginningOf(pid: number): string | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with an AbortError when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Calls back for each signal that asks the program to stop, and keeps it from ending the program. @returns what ends that */
  onStop(listener: (name: StopSignal) => void): () => void;
  /** Calls back for an error that nobody caught, instead of what Node.js would print of it. @returns what ends that */
  onUncaught(listener: (error: unknown) => void): () => void;
  /** Ends the program now, whatever is under way. */
  exit(exitCode: number): void;
}

/** The world of a process. Only the program that is one may call it. */
export function processIo(process: NodeJS.Process): Io {
  return {
    // To open a stream takes longer than all of the help does: each is opened when it is used.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    ...{ env: process.env, cwd: process.cwd(), execPath: process.execPath, pid: process.pid },
    beginningOf: (pid) => (isRunning(process, pid) ? beginningOf(process, pid) : undefined),
    now: Date.now,
    async sleep(milliseconds, signal) {
      const { setTimeout } = await import("node:timers/promises");
      return setTimeout(milliseconds, undefined, { signal });
    },
    onStop(listener) {
      for (const name of stopSignals) process.on(name, listener);
      return () => {
        for (const name of stopSignals) process.off(name, listener);
      };
    },
    onUncaught(listener) {
      process.on("uncaughtException", listener);
      return () => process.off("uncaughtException", listener);
    },
    exit: (exitCode) => process.exit(exitCode),
  };
}

function isRunning(process: NodeJS.Process, pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, but it runs.
    return codeOf(error) === "EPERM";
  }
}

/** When a process began, in ticks since the machine did: the 22nd field of Linux's /proc/<pid>/stat (proc(5)). */
function beginningOf(process: NodeJS.Process, pid: number): string {
  // An import of it makes Node load its promises and all that they need, which takes longer than all of the help does.
  const { readFileSync } = process.getBuiltinModule("node:fs");
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is a name in parentheses that may hold blanks.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
