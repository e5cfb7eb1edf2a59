import type { Check } from "../tutorial/step.ts";
import type { CommandResult } from "./run-command.ts";

/** How a step ended. */
export interface StepOutcome {
  state: "done" | "failed";
  /** Whether its commands were run; not when what they do was found done. */
  ran: boolean;
  checks: Check[];
  /** Milliseconds of it all, and of those that its checks took to hold. */
  milliseconds: number;
  settled: number;
  /** What was run, in order. */
  commands: CommandResult[];
  /** What is wrong with the article, though the step went well. */
  findings: string[];
  /** Why it failed: one sentence. */
  reason?: string;
}
