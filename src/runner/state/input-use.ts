import { exitCodes, SurestepError } from "../../errors.ts";
import { namesIn } from "../../tutorial/template.ts";
import { valuesOf } from "../../tutorial/declaration.ts";
import { declarationsOf, type TutorialStep } from "../../tutorial/tutorial.ts";
import { progressOf } from "./progress.ts";
import type { Run } from "../run.ts";

/**
 * Refuses to change an input that a step of this run has used: what it made would be lost from sight.
 * @param set what the reader set, by input
 * @throws SurestepError (exit code 2) that names the input and the step
 */
export function refuseChangeOfUsedInputs(run: Run, set: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(set)) {
    const user = firstBegun(run, name);
    if (user === undefined || isUnchanged(run, name, value)) continue;
    throw new SurestepError(`The input ${name} cannot be changed: the step ${user.id} has used it already.`, {
      hint: "Go on without setting it, or clean up this run with 'surestep clean-up' and start a new one.",
      exitCode: exitCodes.badInput,
    });
  }
}

function isUnchanged(run: Run, name: string, value: string): boolean {
  const secret = run.values.secrets.get(name);
  return secret === undefined ? run.values.plain.get(name) === value : secret.matches(value);
}

function firstBegun(run: Run, input: string): TutorialStep | undefined {
  return run.tutorial.steps.find((step) => mayHaveMade(run, step) && usesValue(step, input));
}

/** A step that was refused before it made anything can be tried with another name. */
function mayHaveMade({ journal: { progress } }: Run, { id }: TutorialStep): boolean {
  const { state } = progressOf(progress, id);
  return state === "done" || state === "begun" || [...progress.owned.values()].some(({ step }) => step === id);
}

/** Whether a step's commands, its declarations or its verification read a value. */
export function usesValue(step: TutorialStep, name: string): boolean {
  const templates = step.run.map((command) => `${command.line} ${command.stdin ?? ""}`);
  const needs = [...(step.implementation.needs ?? []), ...(step.implementation.secrets ?? [])];
  const declared = declarationsOf(step).flatMap(({ declaration }) => valuesOf(declaration));
  return [...needs, ...declared].includes(name) || templates.some((template) => namesIn(template).includes(name));
}
