import { resolve } from "node:path";
import { createExecute } from "../../azure/execute.ts";
import { installAz } from "../../azure/install-az.ts";
import { exitCodes } from "../../errors.ts";
import { childEnvironment } from "../session/environment.ts";
import { listenForInterrupts } from "../session/interrupt.ts";

/** Installs an official az, or finds it installed, and prints its path alone on standard output. @returns the exit code */
export async function printInstalledAz(version: string, options: { folder: string }): Promise<number> {
  const interrupts = listenForInterrupts();
  try {
    const execute = createExecute(childEnvironment(process.env), interrupts.signal);
    process.stdout.write(`${await installAz(version, { folder: resolve(options.folder), execute, log: tell })}\n`);
    return exitCodes.ok;
  } finally {
    interrupts.stop();
  }
}

function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
