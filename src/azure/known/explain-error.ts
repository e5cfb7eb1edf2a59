import { exitCodes, messageOf, SurestepError, type FailureClass } from "../../errors.ts";
import { findHint, type FoundHint, type Said } from "../hint.ts";
import { culpritOf } from "./culprit.ts";
import { knownFailures } from "./failures.ts";
import { saidByError } from "./said.ts";

const goOn = "What was done so far is in the journal: run the same command again to go on.";

/** What the SDK's errors are called that need not have a status, a code or a request. */
const sdkErrors: ReadonlySet<string> = new Set([
  ...["RestError", "AbortError", "AuthenticationError", "AuthenticationRequiredError"],
  ...["CredentialUnavailableError", "AggregateAuthenticationError"],
]);

/**
 * Words whatever was thrown, and says whose it is: what a service of Azure answered or that it could not be reached, what
 * this machine refused, a mistake in a step's own code, or else a bug of ours. An error that is worded stays as it is.
 */
export function explainError(error: unknown): SurestepError {
  if (error instanceof SurestepError) return error;
  const said = saidByError(error);
  const found = findHint(said, knownFailures);
  const original = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (isOfService(error, said) || found?.hint.id === "unreachable" || found?.hint.id === "authority-not-trusted") {
    return serviceError(hostOf(error), said, found, { original, cause: error });
  }
  if (found !== undefined && isOfMachine(error)) {
    return new SurestepError(`This machine does not let it be done: ${messageOf(error)}.`, {
      ...{ hint: wordHint(found), exitCode: exitCodes[found.hint.class ?? "setUp"], original, cause: error },
    });
  }
  return wordCulprit(error, original);
}

/**
 * Words an answer of a service that is not what was asked for.
 * @param address what was asked
 * @param said its status, and its body as text and codes
 */
export function explainAnswer(address: string, said: Said): SurestepError {
  const { host } = new URL(address);
  return serviceError(host, said, findHint(said, knownFailures), { original: said.text });
}

/** Cause, remedy and evidence in one line, for where no run's values are at hand. */
export function wordHint({ hint: { cause, remedy }, by }: FoundHint): string {
  return `${cause} ${remedy.replaceAll(/\$\{(\w+)\}/g, "<$1>")} (Known by: ${by})`;
}

function serviceError(
  host: string,
  said: Said,
  found: FoundHint | undefined,
  more: { original: string; cause?: unknown },
): SurestepError {
  const { status, codes } = said;
  const [code] = codes;
  const what =
    status !== undefined && status >= 300
      ? `${host} answered ${status}${code === undefined ? "" : ` (${code})`}.`
      : (silence[found?.hint.id ?? ""] ?? "$ failed.").replace("$", host);
  // Azure does not understand a request that is not the tutorial's: then it is ours that is wrong.
  const unknown: FailureClass = status !== undefined && status >= 400 && status < 500 ? "bug" : "unwell";
  return new SurestepError(what, {
    ...{ hint: found === undefined ? goOn : wordHint(found), exitCode: exitCodes[found?.hint.class ?? unknown] },
    ...more,
  });
}

/** What is said where no answer came, or none that could be read, by what is known of it. */
const silence: Readonly<Record<string, string>> = {
  "not-an-answer-of-azure": "$ gave an answer that cannot be read.",
  "no-answer-in-time": "$ did not answer in time.",
  "authority-not-trusted": "$ cannot be trusted: its certificate is from somebody unknown.",
  unreachable: "$ cannot be reached.",
  "vault-not-found-by-name": "$ cannot be reached.",
  "vault-name-unset": "$ cannot be reached.",
};

function wordCulprit(error: unknown, original: string): SurestepError {
  const culprit = culpritOf(error);
  if (culprit.who === "author") {
    return new SurestepError(`${culprit.place}: the tutorial's own code throws ${original.split("\n")[0]}`, {
      ...{ hint: "Correct that line, then run the same command again.", exitCode: exitCodes.badInput },
      ...{ original, cause: error },
    });
  }
  if (culprit.who === "sdk") {
    return new SurestepError("A service of Azure gave an answer that its own SDK cannot read.", {
      ...{ hint: goOn, exitCode: exitCodes.unwell, original, cause: error },
    });
  }
  return new SurestepError("Something went wrong that Surestep did not expect.", {
    ...{ hint: `${goOn} SURESTEP_DEBUG=1 shows more.`, exitCode: exitCodes.bug, original, cause: error },
  });
}

function isOfService(error: unknown, { status }: Said): boolean {
  if (!(error instanceof Error)) return false;
  return status !== undefined || sdkErrors.has(error.name) || ("request" in error && error.request !== undefined);
}

/** Whether the operating system refused something: Node.js names what was called. */
function isOfMachine(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

/** Which host it is about: Node.js and the SDK say so; Entra's own errors are of the host that gives tokens. */
function hostOf(error: unknown): string {
  if (!(error instanceof Error)) return "A service";
  const request = "request" in error ? error.request : undefined;
  const url = typeof request === "object" && request !== null && "url" in request ? String(request.url) : "";
  if (URL.canParse(url)) return new URL(url).host;
  if ("hostname" in error && typeof error.hostname === "string") return error.hostname;
  return /^Authentication|^Credential|^AggregateAuth/.test(error.name)
    ? "login.microsoftonline.com"
    : "A service of Azure";
}
