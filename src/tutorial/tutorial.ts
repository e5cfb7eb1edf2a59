import type { Hint } from "../azure/hint.ts";
import type { CommandWords, InputWords, StepWords, TutorialWords } from "./schema.ts";
import type { Step } from "./step.ts";

/** A command, split into words that still hold their `${placeholders}`. */
export interface Command extends Omit<CommandWords, "command"> {
  line: string;
  words: readonly string[];
}

/** A step: its words from `tutorial.yaml` joined with its deeds from `steps/`. */
export interface TutorialStep extends Omit<StepWords, "run" | "undo" | "hints"> {
  /** Starting at 1. */
  number: number;
  run: readonly Command[];
  undo: readonly Command[];
  hints: readonly Hint[];
  /** What the article tells its reader to type, with its placeholders turned into `${names}`. */
  asWritten: readonly Command[];
  deeds: Step;
}

export interface Tutorial extends Omit<TutorialWords, "steps"> {
  inputs: Record<string, InputWords>;
  steps: readonly TutorialStep[];
}

/** The step of an id or a number; undefined when there is none. */
export function findStep(tutorial: Tutorial, idOrNumber: string): TutorialStep | undefined {
  return tutorial.steps.find((step) => step.id === idOrNumber || String(step.number) === idOrNumber);
}

/** The names of all values that are secret: secret inputs and secret captures. */
export function secretNames(tutorial: Tutorial): Set<string> {
  const inputs = Object.entries(tutorial.inputs).filter(([, input]) => input.secret);
  const captures = tutorial.steps
    .flatMap((step) => [...step.run, ...step.undo])
    .flatMap((command) => Object.entries(command.capture))
    .filter(([, capture]) => capture.secret);
  return new Set([...inputs, ...captures].map(([name]) => name));
}
