import type { SimulatedAzure } from "../operation.ts";
import type { PasswordCredential } from "../state.ts";
import { member, refuseOthers, textMember } from "./body.ts";
import { badRequest } from "./graph-error.ts";
import { graphTime } from "./time.ts";

/** Makes a client secret as a request describes it: name, begin and end, and a customary identifier. */
export function newPassword(azure: SimulatedAzure, given: unknown): PasswordCredential {
  refuseOthers(given, [
    "displayName",
    "startDateTime",
    "endDateTime",
    "customKeyIdentifier",
    "hint",
    "keyId",
    "secretText",
  ]);
  for (const name of ["customKeyIdentifier", "hint", "keyId", "secretText"]) {
    if (member(given, name) !== undefined) throw badRequest(`Property '${name}' of a new password cannot be set.`);
  }
  const secretText = createSecret(azure);
  return {
    keyId: azure.guid(),
    displayName: textMember(given, "displayName") ?? null,
    hint: secretText.slice(0, 3),
    secretText,
    startDateTime: timeMember(given, "startDateTime") ?? graphTime(azure.now()),
    endDateTime: timeMember(given, "endDateTime") ?? graphTime(twoYearsAfter(azure.now())),
  };
}

/**
 * The client secrets that remain when a list of them is set: those that it names by their key ID. New ones are made by
 * actions alone (microsoft-graph-docs: "New password credentials must be generated with service actions.").
 */
export function keptPasswords(before: readonly PasswordCredential[], given: readonly unknown[]): PasswordCredential[] {
  return given.map((each) => {
    const keyId = textMember(each, "keyId");
    const kept = before.find((one) => one.keyId === keyId);
    if (kept === undefined) throw badRequest("New password credentials must be generated with service actions.");
    return kept;
  });
}

/** A password credential as Graph writes it. Its secret is told only by the answer that made it; else it is null. */
export function writePassword(credential: PasswordCredential, secretText: string | null): object {
  const { displayName, endDateTime, hint, keyId, startDateTime } = credential;
  return { customKeyIdentifier: null, displayName, endDateTime, hint, keyId, secretText, startDateTime };
}

/** Forty characters in the shape of Entra's own: three random ones, a mark that secret scanners know, the rest. */
function createSecret(azure: SimulatedAzure): string {
  const random = Buffer.from(azure.hex(30), "hex")
    .toString("base64url")
    .slice(3)
    .replace(/^[-_]+/, "a");
  return `${random.slice(0, 3)}8Q~${random.slice(3).padEnd(34, "x").slice(0, 34)}`;
}

function timeMember(body: unknown, name: string): string | undefined {
  const time = textMember(body, name);
  if (time === undefined || !Number.isNaN(Date.parse(time))) return time;
  throw badRequest(`Invalid value specified for property '${name}' of resource 'PasswordCredential'.`);
}

function twoYearsAfter(milliseconds: number): number {
  const date = new Date(milliseconds);
  return date.setUTCFullYear(date.getUTCFullYear() + 2);
}
