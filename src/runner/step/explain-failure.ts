import { findHint, type Said } from "../../azure/hint.ts";
import { knownFailures } from "../../azure/known/failures.ts";
import { saidByChecks } from "../../azure/known/said.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import type { StepFailure, StepOutcome } from "./outcome.ts";

/**
 * Finds whose a step's failure is: by what is known of this step first, then by the whole catalogue. What is looked at is
 * what the command said that failed, else what the checks found. Of what nobody knows the tutorial is the cause: a command
 * or a check fails as it is written.
 */
export function explainFailure(
  { hints }: Pick<TutorialStep, "hints">,
  { commands, checks }: Pick<StepOutcome, "commands" | "checks">,
): StepFailure {
  const failed = commands.findLast(({ ok }) => !ok);
  const said: Said = failed?.said ?? saidByChecks(checks.filter(({ ok }) => !ok).map(({ actual }) => actual));
  const known = findHint(said, hints) ?? findHint(said, knownFailures);
  if (known?.hint.class !== undefined) return { class: known.hint.class, known };
  // A command that hangs waits for somebody who does not answer.
  return { class: failed?.timedOut === true ? "unwell" : "drift", known };
}
