import { findHint, type Hint } from "../azure/hint.ts";
import { fill } from "../tutorial/template.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import type { StepOutcome } from "./run-step.ts";
import type { Run } from "./run.ts";

/**
 * Finds what is known about a step's failure: what is known of this step first, then the whole catalogue. The error is
 * that of the command that failed, else what the checks found.
 * @returns the hint with the run's values filled in; undefined when nothing is known
 */
export function findHintFor(run: Run, step: TutorialStep, outcome: StepOutcome): Hint | undefined {
  const command = outcome.commands.findLast((each) => each.exitCode !== 0);
  const actual = outcome.checks.filter((check) => !check.ok).map((check) => check.actual);
  const code = command === undefined ? actual.find((text) => /^\w+$/.test(text)) : command.error?.code;
  const text = [code ?? "", command?.output ?? "", ...actual].join("\n");
  const hint = findHint({ code, text }, step.hints) ?? findHint({ code, text });
  return hint && { ...hint, remedy: fill(hint.remedy, run.values.shownOf) };
}
