import { exitCodes } from "../../errors.ts";
import { planRun, type Plan, type PlannedCommand } from "../../runner/plan.ts";
import { readTutorial } from "../session/platforms.ts";
import { cleanUpStepOf, type Tutorial } from "../../tutorial/tutorial.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { listenForInterrupts } from "../session/interrupt.ts";
import { readInputs } from "../session/read-inputs.ts";
import { createRunId } from "../session/choose-run.ts";
import { openScreen, type Screen } from "../terminal/screen.ts";

/** The flags of `surestep plan`. */
export interface PlanOptions {
  tutorial: string;
  set: Record<string, string>;
  json?: boolean;
}

/**
 * Shows what would be run, in order, with the inputs filled in. What only a run can know (an application's ID) stays a
 * placeholder, secrets are masked, and nothing is touched. @returns the exit code
 */
export async function showPlan(options: PlanOptions, io: RedactedIo): Promise<number> {
  const tutorial = await readTutorial(io, options.tutorial);
  const screen = openScreen(io);
  const interrupts = listenForInterrupts(io);
  try {
    const set = await readInputs(tutorial, options.set, { io, screen, signal: interrupts.signal });
    const plan = planRun(tutorial, set, createRunId(io.now()));
    if (options.json === true) screen.print(JSON.stringify(plan, undefined, 2));
    else print(screen, tutorial, plan);
    return exitCodes.ok;
  } finally {
    interrupts.stop();
  }
}

function print(screen: Screen, tutorial: Tutorial, { inputs, steps }: Plan): void {
  screen.print(screen.style("bold", "Inputs"));
  const width = Math.max(...Object.keys(inputs).map((name) => name.length));
  for (const [name, { about }] of Object.entries(tutorial.inputs)) {
    screen.print(`  ${name.padEnd(width)}  ${inputs[name]}  ${screen.style("dim", about)}`);
  }
  const cleaner = cleanUpStepOf(tutorial)?.id;
  for (const { id, number, title, run } of steps) {
    screen.print();
    screen.print(screen.style(["bold", "cyan"], `${number} ${title}`));
    for (const command of run) printCommand(screen, command, command.when && `when ${command.when}`);
    if (id !== cleaner) continue;
    for (const { makes } of steps.toReversed()) for (const each of makes) screen.item("-", `removes ${each}`);
  }
}

function printCommand(screen: Screen, { command }: PlannedCommand, comment: string | undefined): void {
  const behind = comment === undefined ? "" : screen.style("dim", `   # ${comment}`);
  screen.print(`  ${screen.style("dim", "$")} ${command}${behind}`);
}
