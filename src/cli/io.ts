import type { Readable, Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { WriteStream } from "node:tty";

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
  isRunning(pid: number): boolean;
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
    ...{ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env },
    ...{ cwd: process.cwd(), execPath: process.execPath, pid: process.pid },
    isRunning(pid) {
      try {
        process.kill(pid, 0);
        return true;
      } catch (error) {
        // Somebody else's process may not be signalled, but it runs.
        return (error as NodeJS.ErrnoException).code === "EPERM";
      }
    },
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

/** Whether a stream shows colours: as Node.js decides it, but by the environment given. */
export function showsColours(stream: Output, env: Environment): boolean {
  const isWanted = stream.isTTY === true || env["FORCE_COLOR"] !== undefined;
  return isWanted && WriteStream.prototype.getColorDepth(env) > 2;
}

/** How a child process takes the streams over: those of the process itself as they are, with their terminal; others by pipes. */
export function inheritedStreams({ stdin, stdout, stderr }: Io): StdioOptions {
  return [stdin.fd ?? ["pipe", stdin], stdout.fd ?? ["pipe", stdout], stderr.fd ?? ["pipe", stderr]];
}

type StdioOptions = readonly [0 | ["pipe", Input], 1 | 2 | ["pipe", Output], 1 | 2 | ["pipe", Output]];
