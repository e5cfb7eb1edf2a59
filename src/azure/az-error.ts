import { findHint } from "./hint.ts";
import { knownFailures } from "./known/failures.ts";

/** What az wrote about an error. */
export interface AzError {
  /** Azure's own code (`SecretNotFound`, `ForbiddenByRbac`, `AADSTS7000215`), where az gives one. */
  code: string | undefined;
  /** The sentence after `ERROR:`, its first line. */
  message: string;
}

/**
 * Reads az's standard error. The code is the most telling one at hand: the inner code of a service's error, then the
 * code in parentheses (`ERROR: (VaultAlreadyExists) …`), then Entra's number.
 * @param stderr the text, warnings included
 */
export function readAzError(stderr: string): AzError {
  const sentences = [...stderr.matchAll(/^ERROR: ?(.*)$/gm)].map(([, sentence = ""]) => sentence.trim());
  // Of an error that az did not expect it says so first, and then what it is.
  const message = sentences.find((sentence) => !sentence.startsWith("The command failed with an unexpected error"));
  const inner = /^Inner error:?\s*\{[\s\S]*?"code":\s*"(\w+)"/m.exec(stderr)?.[1];
  const outer = /^(?:ERROR: )?\((\w+)\)/m.exec(stderr)?.[1] ?? /^Code: (\w+)/m.exec(stderr)?.[1];
  const entra = /\bAADSTS\d+/.exec(stderr)?.[0];
  return { code: inner ?? outer ?? entra, message: message ?? lastLine(stderr) };
}

/**
 * Whether the same command may succeed later, nothing else being changed: a part of Azure is unwell or busy. Not to find
 * what another part of Azure lists is such a case, too: the directory's copies agree only after a while.
 */
export function isRetryable(error: AzError | undefined): boolean {
  if (error === undefined) return false;
  const { code = "", message } = error;
  const known = findHint({ codes: [code], text: message }, knownFailures);
  return known?.hint.class === "unwell" || /Not ?Found\b/.test(`${code} ${message}`);
}

/** az's exit code for a thing that does not exist; forbidden, no network and the like are 1 (az's `show_exception_handler`). */
export const exitCodeOfAbsence = 3;

/** Whether az said that the thing does not exist, which is more than that the command failed. */
export function saysItIsAbsent(result: { exitCode: number; error: AzError | undefined }): boolean {
  return (
    result.exitCode === exitCodeOfAbsence &&
    /NotFound|does not exist/.test(`${result.error?.code} ${result.error?.message}`)
  );
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/).at(-1) ?? "";
}
