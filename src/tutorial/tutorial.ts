import type { Hint } from "../azure/hint.ts";
import { exitCodes, SurestepError } from "../errors.ts";
import type { Declaration, Verb } from "./declaration.ts";
import type { CommandConfig, StepConfig, TutorialConfig } from "./schema.ts";
import type { StepImplementation } from "./step.ts";

/** A command, split into words that still hold their `${placeholders}`. */
export interface Command extends Omit<CommandConfig, "command"> {
  line: string;
  words: readonly string[];
}

/** A step: what `tutorial.yaml` says of it, joined with its implementation from `steps/`. */
export interface TutorialStep extends Omit<StepConfig, "run" | "hints"> {
  /** Starting at 1. */
  number: number;
  run: readonly Command[];
  hints: readonly Hint[];
  /** What the article tells its reader to type, with its placeholders turned into `${names}`. */
  asWritten: readonly Command[];
  implementation: StepImplementation;
}

export interface Tutorial extends Omit<TutorialConfig, "steps"> {
  steps: readonly TutorialStep[];
  /** SHA-256 of all its files, in hexadecimal digits: two tutorials with the same one are the same. */
  hash: string;
}

/** The step of an id or a number; undefined when there is none. */
export function findStep(tutorial: Tutorial, idOrNumber: string): TutorialStep | undefined {
  return tutorial.steps.find((step) => step.id === idOrNumber || String(step.number) === idOrNumber);
}

/** The step of an id or a number; throws a SurestepError (exit code 2) that names the steps when there is none. */
export function requireStep(tutorial: Tutorial, wanted: string): TutorialStep {
  const step = findStep(tutorial, wanted);
  if (step !== undefined) return step;
  throw new SurestepError(`There is no step '${wanted}'.`, {
    hint: `The steps are ${tutorial.steps.map(({ number, id }) => `${number} ${id}`).join(", ")}.`,
    exitCode: exitCodes.badInput,
  });
}

/** The step that cleans up, or undefined. */
export function cleanUpStepOf(tutorial: Tutorial): TutorialStep | undefined {
  return tutorial.steps.find((step) => step.cleansUp);
}

/** What a step declares, with what it says of each: that it makes it, changes it or removes it. */
export function declarationsOf(step: Pick<TutorialStep, Verb>): { verb: Verb; declaration: Declaration }[] {
  return verbs.flatMap((verb) => step[verb].map((declaration) => ({ verb, declaration })));
}

const verbs = ["makes", "changes", "removes"] as const;

/** The names of all values that are secret: secret inputs and secret captures. */
export function secretNames(tutorial: Tutorial): Set<string> {
  const inputs = Object.entries(tutorial.inputs).filter(([, input]) => input.secret);
  const captures = tutorial.steps
    .flatMap((step) => step.run)
    .flatMap((command) => Object.entries(command.capture))
    .filter(([, capture]) => capture.secret);
  return new Set([...inputs, ...captures].map(([name]) => name));
}
