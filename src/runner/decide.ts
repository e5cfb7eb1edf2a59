import type { Secret } from "../azure/secret.ts";
import type { StepOutcome } from "./step/outcome.ts";
import type { LookBefore } from "./step/look-before.ts";

/** What only a person can decide. */
export type Question =
  /** A step was looked at and may be run now. */
  | { moment: "before"; look: LookBefore; choices: readonly Choice[] }
  /** A step has failed. "run" tries again. */
  | { moment: "failed"; look: LookBefore; outcome: StepOutcome; choices: readonly Choice[] }
  /**
   * The reader types the step's commands while its checks are looked at again and again; the question ends by itself
   * when they hold. `unknown` are the captures that only the reader sees.
   */
  | { moment: "by hand"; look: LookBefore; unknown: readonly CapturedName[]; choices: readonly Choice[] };

export interface CapturedName {
  name: string;
  secret: boolean;
}

export type Choice = "run" | "by hand" | "skip" | "stop";

/** What the person decided; while typing by hand also values that a command printed. */
export type Answer = Choice | ReadonlyMap<string, string | Secret>;

/**
 * Asks a person.
 * @param signal ends the question: the run was stopped, or the answer is no longer needed
 * @returns one of the question's choices, or values where it asks for some
 */
export type Decide = (question: Question, signal: AbortSignal) => Promise<Answer>;

/** Whether there are commands in a step that the reader could type. */
export function canBeTyped({ step, state }: LookBefore): boolean {
  return state === "pending" && !step.cleansUp;
}
