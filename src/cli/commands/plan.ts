import { exitCodes } from "../../errors.ts";
import { planRun } from "../../runner/plan.ts";
import { readTutorialWords } from "../session/platforms.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { listenForInterrupts } from "../session/interrupt.ts";
import { readInputs } from "../session/read-inputs.ts";
import { createRunId } from "../session/choose-run.ts";
import { openScreen } from "../terminal/screen.ts";
import { showPlan } from "../terminal/show-plan.ts";

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
export async function plan(options: PlanOptions, io: RedactedIo): Promise<number> {
  const tutorial = await readTutorialWords(io, options.tutorial);
  const screen = openScreen(io);
  const interrupts = listenForInterrupts(io);
  try {
    const set = await readInputs(tutorial, options.set, { io, screen, signal: interrupts.signal });
    const planned = planRun(tutorial, set, createRunId(io.now()));
    if (options.json === true) screen.print(JSON.stringify(planned, undefined, 2));
    else showPlan(screen, tutorial, planned);
    return exitCodes.ok;
  } finally {
    interrupts.stop();
  }
}
