import { styleText } from "node:util";
import { explainError } from "../../azure/known/explain-error.ts";
import { classOf, failureWords, isInterruption, type SurestepError } from "../../errors.ts";
import { styledText } from "../../plain-text.ts";

interface WordErrorOptions {
  isDebugged: boolean;
  hasColours: boolean;
  redact?(this: void, text: string): string;
}

/**
 * Words an error: what failed and why, what to do next, whose the failure is, the original text last. Its stack is shown
 * when `SURESTEP_DEBUG` is set.
 * @param options whether to show the stack, whether the lines go where colours are seen, and what takes secrets out of
 *   words that are not ours
 * @returns the lines for standard error, and the exit code
 */
export function wordError(
  error: unknown,
  { isDebugged, hasColours, redact = (text) => text }: WordErrorOptions,
): { text: string; exitCode: number } {
  const known = explainError(error);
  const lines = [
    `${hasColours ? styleText("red", "✖", { validateStream: false }) : "✖"} ${known.message}`,
    ...(known.hint === undefined ? [] : [`  ${known.hint}`]),
    ...(known.link === undefined ? [] : [`  ${known.link}`]),
    ...faultOf(known),
    ...(known.original === undefined || known.original === "" ? [] : [indent(redact(known.original.trim()))]),
    ...(isDebugged && error instanceof Error ? [indent(redact(stackOf(error)))] : []),
  ];
  return { text: styledText(lines.join("\n")), exitCode: known.exitCode };
}

/** Whose a failure is; who stopped the program needs not be told. */
function faultOf(error: SurestepError): string[] {
  return isInterruption(error) ? [] : [`  At fault: ${failureWords[classOf(error)]} (exit code ${error.exitCode}).`];
}

/** Where an error was thrown, and where what caused it was. */
function stackOf({ stack = "", cause }: Error): string {
  return cause instanceof Error ? `${stack}\ncaused by ${stackOf(cause)}` : stack;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  │ ");
}
