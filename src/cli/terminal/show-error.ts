import { styleText } from "node:util";
import { exitCodes, SurestepError } from "../../errors.ts";
import { styledText } from "../../plain-text.ts";

/**
 * Words an error: what failed and why, what to do next, the original text last. What is not a `SurestepError` is a bug,
 * or the SDK telling that a service cannot be reached; its stack is shown when `SURESTEP_DEBUG` is set.
 * @param options whether to show the stack, and whether the lines go where colours are seen
 * @returns the lines for standard error, and the exit code
 */
export function wordError(
  error: unknown,
  { isDebugged, hasColours }: { isDebugged: boolean; hasColours: boolean },
): { text: string; exitCode: number } {
  const known = error instanceof SurestepError ? error : unexpected(error);
  const lines = [
    `${hasColours ? styleText("red", "✖", { validateStream: false }) : "✖"} ${known.message}`,
    ...(known.hint === undefined ? [] : [`  ${known.hint}`]),
    ...(known.link === undefined ? [] : [`  ${known.link}`]),
    ...(known.original === undefined || known.original === "" ? [] : [indent(known.original.trim())]),
    ...(isDebugged && error instanceof Error ? [indent(error.stack ?? "")] : []),
  ];
  return { text: styledText(lines.join("\n")), exitCode: known.exitCode };
}

/** What Node.js and the SDK call a service that cannot be reached (`errno`; `RestError.code` of core-rest-pipeline). */
const unreachable = new Set([
  ...["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EPIPE"],
  ...["REQUEST_SEND_ERROR", "UND_ERR_CONNECT_TIMEOUT"],
]);

const goOn = "What was done so far is in the journal: run the same command again to go on.";

function unexpected(error: unknown): SurestepError {
  const { name, message, code, request } = (error instanceof Error ? error : new Error(String(error))) as SdkError;
  const original = `${name}: ${message}`;
  if (code !== undefined && unreachable.has(code)) {
    const host = URL.canParse(request?.url ?? "") ? new URL(request?.url ?? "").host : "A service of Azure";
    return new SurestepError(`${host} cannot be reached.`, {
      hint: `Check the network, and a proxy if there is one (HTTPS_PROXY). ${goOn}`,
      exitCode: exitCodes.failed,
      original,
    });
  }
  return new SurestepError("Something went wrong that Surestep did not expect.", {
    hint: `${goOn} SURESTEP_DEBUG=1 shows more.`,
    exitCode: exitCodes.failed,
    original,
  });
}

/** An error as the SDK throws it, as far as it is looked at here. */
interface SdkError extends Error {
  code?: string;
  request?: { url?: string };
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  │ ");
}
