import { explainError } from "../azure/known/explain-error.ts";
import { classOf, exitCodes, SurestepError, type FailureClass } from "../errors.ts";
import { NotKnownYet } from "../tutorial/step.ts";
import { record, type Run } from "./run.ts";
import type { StepOutcome } from "./step/outcome.ts";

/**
 * Works on a run, and journals how that ended: with which exit code, and of a failure its class and why.
 * @param failureOf the outcome of the step that failed, undefined where none did
 * @returns what the work gives
 * @throws the signal's reason when the run was stopped, else a SurestepError of the class of whatever was thrown
 */
export async function journalEnd<T>(
  run: Run,
  work: () => Promise<T>,
  failureOf: (result: T) => StepOutcome | undefined,
): Promise<T> {
  try {
    const result = await work();
    const outcome = failureOf(result);
    if (outcome === undefined) record(run, { type: "ended", exitCode: exitCodes.ok });
    else recordFailure(run, outcome.failure?.class ?? "drift", outcome.reason ?? "");
    return result;
  } catch (error) {
    const explained = run.signal.aborted ? error : explain(error);
    try {
      const known = explained instanceof SurestepError ? explained : undefined;
      recordFailure(run, known === undefined ? "interrupted" : classOf(known), known?.message ?? "Stopped.");
    } catch {
      // A journal that cannot be written is what the error itself tells of.
    }
    throw explained;
  }
}

function recordFailure(run: Run, failure: FailureClass, reason: string): void {
  record(run, { type: "ended", exitCode: exitCodes[failure], class: failure, reason });
}

/** A value that nobody gives is a mistake in the tutorial's files; of any other error it shows by itself whose it is. */
function explain(error: unknown): SurestepError {
  if (!(error instanceof NotKnownYet)) return explainError(error);
  return new SurestepError(`The tutorial needs a value that nothing has given yet: ${error.valueName}.`, {
    hint: "Let a step before capture it, or make it an input.",
    ...{ exitCode: exitCodes.badInput, cause: error },
  });
}
