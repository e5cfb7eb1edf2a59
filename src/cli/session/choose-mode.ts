import { createAz } from "../../azure/az.ts";
import { readAccount } from "../../azure/azure.ts";
import { createExecute } from "../../azure/execute.ts";
import { findOnPath, readAzProgram } from "../../azure/find-az.ts";
import { exitCodes, SurestepError } from "../../errors.ts";
import type { Io } from "../io.ts";
import type { Mode, UnfinishedRun } from "./choose-run.ts";
import type { Interrupts } from "./interrupt.ts";
import { childEnvironment } from "./environment.ts";
import { askForKey } from "../terminal/key-prompt.ts";
import type { Screen } from "../terminal/screen.ts";

export interface ModeOptions {
  io: Io;
  screen: Screen;
  interrupts: Interrupts;
  unfinished: UnfinishedRun | undefined;
  live: boolean | undefined;
  base: string;
}

/**
 * Decides which Azure a run reaches: that of the run which is gone on with, else what the flag says, else the simulated
 * one; a reader at a terminal who is signed in with az is asked.
 */
export async function chooseMode({ io, screen, interrupts, unfinished, live, base }: ModeOptions): Promise<Mode> {
  if (unfinished !== undefined) {
    const flag = live === undefined ? unfinished.mode : live ? "live" : "simulated";
    if (flag === unfinished.mode) return flag;
    throw new SurestepError(`The unfinished run ${unfinished.id} in ${base} is a ${unfinished.mode} one.`, {
      hint: "Go on with it without --live or --simulated, clean it up, or name another folder with --folder <path>.",
      exitCode: exitCodes.badInput,
    });
  }
  if (live !== undefined || !screen.isInteractive) return live === true ? "live" : "simulated";
  const subscription = await signedInSubscription(io, interrupts);
  if (subscription === undefined) return "simulated";
  screen.print("Where shall the tutorial run?");
  return askForKey<Mode>(
    [
      { key: "return", shown: "Enter", does: "in a simulated Azure, for nothing", answer: "simulated" },
      { key: "l", shown: "l", does: `live, in your subscription ${subscription}`, answer: "live" },
    ],
    { screen, signal: interrupts.signal },
  );
}

async function signedInSubscription({ env }: Io, interrupts: Interrupts): Promise<string | undefined> {
  const file = findOnPath("az", env["PATH"] ?? "");
  if (file === undefined) return undefined;
  const execute = createExecute(childEnvironment(env), interrupts);
  try {
    const program = await readAzProgram(file, execute);
    if (program.standIn) return undefined;
    return (await readAccount(createAz(program, execute, {}))).subscriptionName;
  } catch (error) {
    // Not signed in, or an az that does not work: then there is nothing to ask.
    if (error instanceof SurestepError) return undefined;
    throw error;
  }
}
