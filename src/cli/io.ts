import { readFileSync } from "node:fs";
import { Writable, type Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { WriteStream } from "node:tty";
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
    beginningOf: (pid) => (isRunning(process, pid) ? beginningOf(pid) : undefined),
    now: Date.now,
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
    onStop(listener) {
      for (const name of stopSignals) process.on(name, listener);
      return () => {
        for (const name of stopSignals) process.off(name, listener);
      };
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
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is a name in parentheses that may hold blanks.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** Whether a stream shows colours: as Node.js decides it, but by the environment given. */
export function showsColours(stream: Output, env: Environment): boolean {
  const isWanted = stream.isTTY === true || env["FORCE_COLOR"] !== undefined;
  return isWanted && WriteStream.prototype.getColorDepth(env) > 2;
}

/** How a child process takes the streams over: those of the process itself as they are, with their terminal; others by pipes. */
export function inheritedStreams({ stdin, stdout, stderr }: Io): StdioOptions {
  return [stdin.fd ?? ["pipe", stdin], stdout.fd ?? ["pipe", openTo(stdout)], stderr.fd ?? ["pipe", openTo(stderr)]];
}

/** A stream that leads to another one, which stays open when it ends: execa ends what it was given with its child. */
function openTo(output: Output): Output {
  return new Writable({ write: (chunk, _, done) => void output.write(chunk, done) });
}

type StdioOptions = readonly [0 | ["pipe", Input], 1 | 2 | ["pipe", Output], 1 | 2 | ["pipe", Output]];
