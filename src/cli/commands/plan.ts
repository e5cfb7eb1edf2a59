import { exitCodes } from "../../errors.ts";
import { planRun } from "../../runner/plan.ts";
import { readTutorialWords } from "../session/platforms.ts";
import type { Io } from "../io.ts";
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
export async function plan(options: PlanOptions, io: Io): Promise<number> {
  const tutorial = await readTutorialWords(io, options.tutorial);
  const planned = planRun(tutorial, options.set, createRunId(io.now()));
  const screen = openScreen(io);
  if (options.json === true) screen.print(JSON.stringify(planned, undefined, 2));
  else showPlan(screen, tutorial, planned);
  return exitCodes.ok;
}
