import type { Check } from "../../tutorial/step.ts";
import type { CommandResult } from "./run-command.ts";

/** How a step ended. */
export interface StepOutcome {
  state: "done" | "failed";
  checks: readonly Check[];
  /** What was run, in order. */
  commands: readonly CommandResult[];
  /** Why it failed: one sentence. */
  reason?: string | undefined;
}
