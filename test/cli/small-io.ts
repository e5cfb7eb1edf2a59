import { PassThrough } from "node:stream";
import type { Environment, Io, Output, StopSignal } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

/** A world without a terminal, for a command line in this process. */
export interface SmallIo extends Io {
  /** What was written so far. */
  readonly written: { stdout: string; stderr: string };
  /** As the operating system does it. */
  send(signal: StopSignal): void;
  /** With which exit codes the program was to be ended at once. */
  readonly exits: readonly number[];
}

export interface SmallIoOptions {
  env?: Environment;
  cwd?: string;
}

/** The environment of the tests without what decides colours, and without an az of the machine. */
const environment: Environment = {
  ...{ PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: process.env["TMPDIR"] },
};

export function smallIo({ env = {}, cwd = process.cwd() }: SmallIoOptions = {}): SmallIo {
  const written = { stdout: "", stderr: "" };
  const writing = (name: keyof typeof written): Output =>
    new PassThrough().on("data", (text: Buffer) => (written[name] += text.toString()));
  const listeners = new Set<(name: StopSignal) => void>();
  const exits: number[] = [];
  return {
    ...{ stdin: new PassThrough().end(), stdout: writing("stdout"), stderr: writing("stderr"), written },
    ...{ env: { ...environment, ...env }, cwd, execPath: process.execPath, pid: process.pid },
    isRunning: () => false,
    now: Date.now,
    sleep: async () => {},
    onStop(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(signal) {
      for (const listener of listeners) listener(signal);
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
