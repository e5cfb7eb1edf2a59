import type { Azure } from "../azure/azure.ts";
import type { ExecuteResult } from "../azure/execute.ts";
import type { Secret } from "../azure/secret.ts";

/** One thing that a verification looked at. What was expected and what was found are said in words. */
export interface Check {
  title: string;
  ok: boolean;
  expected: string;
  actual: string;
  /** What to do about it, computed from what was found. */
  hint?: string | undefined;
}

/** A check that holds when what was found is what was expected, to the letter. */
export function check(title: string, expected: string, actual: string, hint?: string): Check {
  return checkThat(title, expected === actual, { expected, actual, hint });
}

/** A check that holds when `ok` does. */
export function checkThat(title: string, ok: boolean, found: Pick<Check, "expected" | "actual" | "hint">): Check {
  return { title, ok, ...found };
}

/** What a step's implementation is handed. It cannot tell which Azure this is. */
export interface StepContext<Need extends string = string, SecretNeed extends string = string> {
  azure: Azure;
  /** Inputs, captures and IDs of what was made by name. Reading one that is not there yet throws `NotKnownYet`. */
  values: Readonly<Record<Need, string>>;
  secrets: Readonly<Record<SecretNeed, Secret>>;
  /** The same values for names that may be missing. */
  known: ReadonlyMap<string, string>;
  /** The time: milliseconds since the epoch. */
  now(this: void): number;
  /** Identifies this run; part of every name that it makes up. */
  runId: string;
  /** The folder in which the reader's own program lives. */
  project: string;
  /** The 0600 file that holds what `export` exported. */
  environmentFile: string;
  /** What was exported so far. */
  exported: ReadonlyMap<string, string | Secret>;
  /**
   * Runs JavaScript in the project folder, on the packages installed there, with what was exported: as the reader's
   * program would.
   */
  runInProject(this: void, javaScript: string, environment?: Record<string, string>): Promise<ExecuteResult>;
  /** Aborted when the run is stopped, or when this look has taken too long. */
  signal: AbortSignal;
}

/** A step's TypeScript, `steps/<id>.ts`: what no declaration in the tutorial can say. */
export interface StepImplementation<Need extends string = string, SecretNeed extends string = string> {
  /** Names of the inputs, captures and IDs that its functions read from `values`. */
  needs?: readonly Need[];
  /** Names of the secret inputs and captures that its functions read from `secrets`. */
  secrets?: readonly SecretNeed[];
  /** For a step of code: the program that the reader is shown, and that is run as `node <id>.js` in the project. */
  program?: string;
  /** The article's code for it as published, where that differs. */
  programAsWritten?: string;
  /**
   * Finds out, through another door than the commands used, whether the step's promise holds. It throws only when it
   * could not find out. Before the step has run it must not hold: what the step's own commands capture is not there then,
   * and is made up, so that a verification of a step that only reads has to compare it with what another door says.
   */
  verify?(this: void, context: StepContext<Need, SecretNeed>): Promise<Check[]>;
  /**
   * Finds out what its commands print, as far as others know it too, for a reader who types them: all names at once, with
   * an empty string for what is not there yet. What is left out has to be told by the reader.
   */
  discover?(this: void, context: StepContext<Need, SecretNeed>): Promise<Record<string, string>>;
  /** Looks for what is wrong with the article although the step's promise holds: one sentence each. */
  findings?(this: void, context: StepContext<Need, SecretNeed>): Promise<string[]>;
  /** Says in a few words what the failed step's target looks like, for the report of a failure. */
  describe?(this: void, context: StepContext<Need, SecretNeed>): Promise<string>;
}

/** Declares a step; each file in `steps/` exports one as its default. */
export function defineStep<const Need extends string = never, const SecretNeed extends string = never>(
  step: StepImplementation<Need, SecretNeed>,
): StepImplementation<Need, SecretNeed> {
  return step;
}

/** A value was read that no input gives and no step has captured yet. For a verification it means: does not hold yet. */
export class NotKnownYet extends Error {
  readonly valueName: string;

  constructor(valueName: string) {
    super(`${valueName} is not known yet`);
    this.valueName = valueName;
  }
}
