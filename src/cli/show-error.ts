import { styleText } from "node:util";
import { exitCodes, SurestepError } from "../errors.ts";

/**
 * Words an error: what failed and why, what to do next, the original text last. What is not a `SurestepError` is a bug,
 * or the SDK telling that a service cannot be reached; its stack is shown when `SURESTEP_DEBUG` is set.
 * @returns the lines for standard error, and the exit code
 */
export function wordError(error: unknown, debug: boolean): { text: string; exitCode: number } {
  const known = error instanceof SurestepError ? error : unexpected(error);
  const lines = [
    `${styleText("red", "✖", { stream: process.stderr })} ${known.message}`,
    ...(known.hint === undefined ? [] : [`  ${known.hint}`]),
    ...(known.link === undefined ? [] : [`  ${known.link}`]),
    ...(known.original === undefined || known.original === "" ? [] : [indent(known.original.trim())]),
    ...(debug && error instanceof Error ? [indent(error.stack ?? "")] : []),
  ];
  return { text: lines.join("\n"), exitCode: known.exitCode };
}

function unexpected(error: unknown): SurestepError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new SurestepError("Something went wrong that Surestep did not expect.", {
    hint: "What was done so far is in the journal: run the same command again to go on. SURESTEP_DEBUG=1 shows more.",
    original: `${name}: ${message}`,
    exitCode: exitCodes.failed,
  });
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  │ ");
}
