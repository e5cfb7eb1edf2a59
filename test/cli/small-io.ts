import { PassThrough } from "node:stream";
import type { Environment, Io, Output, StopSignal } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

/** A world without a terminal, for a command line in this process. */
export interface SmallIo extends Io {
  /** What was written so far. */
  readonly written: { stdout: string; stderr: string };
  /** As the operating system does it. */
  send(signal: StopSignal): void;
  /** As Node.js does it with an error that nobody catches. */
  leave(error: unknown): void;
  /** With which exit codes the program was to be ended at once. */
  readonly exits: readonly number[];
}

export interface SmallIoOptions {
  env?: Environment;
  cwd?: string;
  /** What stands on standard input. */
  stdin?: string;
  /** Other processes that run: what tells each from a later one, by its id. */
  others?: ReadonlyMap<number, string>;
  /** By how many milliseconds its clock is ahead. */
  ahead?: number;
}

/** The environment of the tests without what decides colours, and without an az of the machine. */
const environment: Environment = {
  ...{ PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: process.env["TMPDIR"] },
};

export function smallIo(options: SmallIoOptions = {}): SmallIo {
  const { env = {}, cwd = process.cwd(), stdin = "", others, ahead = 0 } = options;
  const written = { stdout: "", stderr: "" };
  const writing = (name: keyof typeof written): Output =>
    new PassThrough().on("data", (text: Buffer) => (written[name] += text.toString()));
  const listeners = new Set<(name: StopSignal) => void>();
  const uncaught = new Set<(error: unknown) => void>();
  const exits: number[] = [];
  // A sleep takes no time, but the clock goes on as if it had.
  let slept = ahead;
  return {
    ...{ stdin: new PassThrough().end(stdin), stdout: writing("stdout"), stderr: writing("stderr"), written },
    ...{ env: { ...environment, ...env }, cwd, execPath: process.execPath, pid: process.pid },
    beginningOf: (pid) => others?.get(pid),
    now: () => Date.now() + slept,
    async sleep(milliseconds) {
      slept += milliseconds;
    },
    onStop(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(signal) {
      for (const listener of listeners) listener(signal);
    },
    onUncaught(listener) {
      uncaught.add(listener);
      return () => uncaught.delete(listener);
    },
    leave(error) {
      for (const listener of uncaught) listener(error);
    },
    exits,
    exit: (exitCode) => exits.push(exitCode),
  };
}

/** Calls the command line. @returns its exit code and what it wrote */
export async function surestep(
  args: readonly string[],
  options: SmallIoOptions = {},
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const io = smallIo(options);
  const exitCode = await main(args, io);
  return { exitCode, ...io.written };
}
