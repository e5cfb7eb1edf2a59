import type { FoundHint } from "../../azure/hint.ts";
import type { FailureClass } from "../../errors.ts";
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
  /** Whose the failure is, and what is known of it. */
  failure?: StepFailure | undefined;
}

/** A step's failure: its class, and the hint and its evidence where something is known. */
export interface StepFailure {
  class: FailureClass;
  known: FoundHint | undefined;
}
