import type { Answer, Call, SimulatedAzure } from "../operation.ts";
import { findApplication, writePassword } from "./application.ts";
import { member, textMember } from "./body.ts";
import { badRequest } from "./graph-error.ts";
import { graphTime } from "./time.ts";

/** Adds a client secret to an application. Its text is in this answer and never told again; it lasts two years or as said. */
export function addPassword({ azure, params, body }: Call): Answer {
  const application = findApplication(azure, params["id"] ?? "");
  const given = (body === undefined ? undefined : member(body, "passwordCredential")) ?? {};
  const secretText = createSecret(azure);
  const credential = {
    keyId: azure.guid(),
    displayName: textMember(given, "displayName") ?? null,
    hint: secretText.slice(0, 3),
    secretText,
    startDateTime: timeMember(given, "startDateTime") ?? graphTime(azure.now()),
    endDateTime: timeMember(given, "endDateTime") ?? graphTime(twoYearsAfter(azure.now())),
  };
  application.passwordCredentials.push(credential);
  const context = "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential";
  return {
    status: 200,
    body: { "@odata.context": context, ...writePassword(credential, secretText) },
    headers: { location: "https://graph.microsoft.com" },
  };
}

/** Forty characters in the shape of Entra's own: three random ones, a mark that secret scanners know, the rest. */
function createSecret(azure: SimulatedAzure): string {
  const random = Buffer.from(azure.hex(30), "hex")
    .toString("base64url")
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
