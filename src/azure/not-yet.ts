import { codeOf, messageOf } from "../errors.ts";
import { statusOf } from "./absence.ts";
import { statusFailures } from "./known/statuses.ts";

/**
 * What Entra says of an application, a secret of it or its service principal that not all of its copies know yet: unknown
 * application, invalid secret, principal missing in this tenant (Microsoft Entra error codes).
 */
const unknownYet = /AADSTS(700016|7000215|7000229)\b[^\r\n]*?\./;

/** What Node.js and the SDK call a host that is not in the DNS, or not to be reached (`RestError.code`). */
const unreachable = new Set(["ENOTFOUND", "EAI_AGAIN", "REQUEST_SEND_ERROR"]);

/**
 * What an error says, in a few words, where it may pass by itself: throttling, a service that is unwell, an application
 * that Entra does not know yet, a new vault whose name is not in the DNS yet. Undefined for any other error.
 */
export function notYet(error: unknown): string | undefined {
  const entra = unknownYet.exec(messageOf(error))?.[0];
  if (entra !== undefined) return entra;
  const status = statusOf(error);
  if (status !== undefined) return isPassing(status) ? `Azure answered ${status}` : undefined;
  const host = hostOf(error);
  const isNewVault = unreachable.has(codeOf(error) ?? "") && host?.endsWith(".vault.azure.net") === true;
  return isNewVault ? `${host} is not to be reached` : undefined;
}

/** Whether a status says "not now": throttled, or a part of Azure is unwell for the moment. */
function isPassing(status: number): boolean {
  return statusFailures.some(({ class: each, statuses }) => each === "unwell" && statuses?.includes(status) === true);
}

/** The host to which the SDK sent the request that failed. */
function hostOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("request" in error)) return undefined;
  const { request } = error;
  const url = typeof request === "object" && request !== null && "url" in request ? String(request.url) : "";
  return URL.parse(url)?.hostname;
}
