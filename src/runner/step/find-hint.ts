import { hints } from "../../azure/hint-catalogue.ts";
import { findHint, type Hint } from "../../azure/hint.ts";
import { fill } from "../../tutorial/template.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import type { StepOutcome } from "./outcome.ts";
import type { Run } from "../run.ts";

/**
 * Finds what is known about a step's failure: what is known of this step first, then the whole catalogue. The error is
 * that of the command that failed, else what the checks found.
 * @returns the hint with the run's values filled in; undefined when nothing is known
 */
export function findHintFor(run: Run, step: TutorialStep, outcome: StepOutcome): Hint | undefined {
  const command = outcome.commands.findLast(({ ok }) => !ok);
  const actual = outcome.checks.filter((check) => !check.ok).map((check) => check.actual);
  const known = new Set([...step.hints, ...hints].flatMap(({ codes }) => codes ?? []));
  const said =
    command === undefined ? actual.flatMap(codesIn) : [command.error?.code ?? "", ...codesOf(command.output)];
  const code = said.find((each) => known.has(each)) ?? command?.error?.code;
  const text = [code ?? "", command?.output ?? "", ...actual].join("\n");
  const hint = findHint({ code, text }, step.hints) ?? findHint({ code, text }, hints);
  return hint && { ...hint, remedy: fill(hint.remedy, run.values.shownOf) };
}

/** What may be an error's code in what a check found: the whole of it, or Entra's number at the head of its sentence. */
function codesIn(actual: string): string[] {
  return [/^\w+$/, /\bAADSTS\d+/].flatMap((pattern) => pattern.exec(actual)?.[0] ?? []);
}

/** The codes in an SDK error that a program of the reader's printed, the innermost first: that one tells the most. */
function codesOf(output: string): string[] {
  return [...output.matchAll(/\bcode"?: ["'](\w+)["']/g)].map(([, code = ""]) => code).toReversed();
}
