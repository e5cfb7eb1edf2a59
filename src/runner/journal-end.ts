import { explainError } from "../azure/known/explain-error.ts";
import { classOf, exitCodes, SurestepError, type FailureClass } from "../errors.ts";
import { NotKnownYet } from "../tutorial/step.ts";
import { record, type Run } from "./run.ts";
import type { StepOutcome } from "./step/outcome.ts";

/**
 * Works on a run, and journals how that ended: with which exit code, and of a failure its class and why. Only of a run
 * that is refused before anything is done the journal stays as it was.
 * @param failureOf the outcome of the step that failed, undefined where none did
 * @returns what the work gives
 * @throws the signal's reason when the run was stopped, else a SurestepError of the class of whatever was thrown
 */
export async function journalEnd<T>(
  run: Run,
  work: () => Promise<T>,
  failureOf: (result: T) => StepOutcome | undefined,
): Promise<T> {
  const before = run.journal.entries.length;
  try {
    const result = await work();
    const outcome = failureOf(result);
    if (outcome === undefined) record(run, { type: "ended", exitCode: exitCodes.ok });
    else recordFailure(run, outcome.failure?.class ?? "drift", outcome.reason ?? "");
    return result;
  } catch (error) {
    const explained = run.signal.aborted ? error : explain(error);
    const known = explained instanceof SurestepError ? explained : undefined;
    const failure = known === undefined ? "interrupted" : classOf(known);
    // A run that is refused before anything is done, as to somebody else, stays as it was.
    const isRefused = run.journal.entries.length === before && (failure === "badInput" || failure === "setUp");
    if (isRefused) throw explained;
    try {
      recordFailure(run, failure, known?.message ?? "Stopped.");
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
