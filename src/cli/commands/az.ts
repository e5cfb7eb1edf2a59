import { resolve } from "node:path";
import { createExecute } from "../../azure/execute.ts";
import { installAz } from "../../azure/install-az.ts";
import { exitCodes } from "../../errors.ts";
import type { Io } from "../io.ts";
import { childEnvironment } from "../session/environment.ts";
import { listenForInterrupts } from "../session/interrupt.ts";

/** Installs an official az, or finds it installed, and prints its path alone on standard output. @returns the exit code */
export async function printInstalledAz(version: string, options: { folder: string }, io: Io): Promise<number> {
  const log = (sentence: string): unknown => io.stderr.write(`${sentence}\n`);
  const interrupts = listenForInterrupts(io);
  try {
    const execute = createExecute(childEnvironment(io.env), interrupts);
    io.stdout.write(`${await installAz(version, { folder: resolve(io.cwd, options.folder), execute, log })}\n`);
    return exitCodes.ok;
  } finally {
    interrupts.stop();
  }
}
