import { exitCodes, SurestepError } from "../errors.ts";
import type { AzResult } from "./az.ts";
import { findHint } from "./hint.ts";
import { wordHint } from "./known/explain-error.ts";
import { knownFailures } from "./known/failures.ts";
import { saidByProgram } from "./known/said.ts";

/** What is said of one of our own az commands that fails, and what to do where nothing is known of what az said. */
export interface AzFailure {
  message: string;
  hint: string;
}

/**
 * Reads the JSON object that one of our own az commands printed.
 * @param needed the properties that it must have
 * @throws SurestepError of the class of what az said; the reader's set-up where az prints something else
 */
export function readAzOutput(
  result: AzResult,
  needed: readonly string[],
  failure: AzFailure,
): ReturnType<typeof JSON.parse> {
  if (result.exitCode !== 0) throw azFailure(result, failure);
  const output = parseJson(result.stdout);
  if (typeof output === "object" && output !== null && needed.every((name) => name in output)) return output;
  throw new SurestepError(`${failure.message} It printed something else than az does.`, {
    ...{ hint: "Look whether the az on your PATH is the Azure CLI: az version", exitCode: exitCodes.setUp },
    original: result.stdout.slice(0, 200),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error for one of our own az commands that failed. */
export function azFailure(result: AzResult, { message, hint }: AzFailure): SurestepError {
  const original = result.error?.message ?? "";
  if (result.timedOut === true) {
    const later = "Run the same command again: it goes on where it stopped.";
    return new SurestepError(`${message} It did not end in its time.`, {
      hint: later,
      exitCode: exitCodes.unwell,
      original,
    });
  }
  const found = findHint(saidByProgram(result.stderr), knownFailures);
  const exitCode = exitCodes[found?.hint.class ?? "setUp"];
  return new SurestepError(message, { hint: found === undefined ? hint : wordHint(found), exitCode, original });
}
