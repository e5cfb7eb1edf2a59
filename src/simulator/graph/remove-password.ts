import type { Answer, Call } from "../operation.ts";
import { findApplication } from "./application.ts";
import { textMember } from "./body.ts";
import { badRequest } from "./graph-error.ts";

/** Removes a client secret from an application, by its key ID. */
export function removePassword({ azure, params, body }: Call): Answer {
  const application = findApplication(azure, params["id"] ?? "");
  const keyId = textMember(body, "keyId");
  const left = application.passwordCredentials.filter((each) => each.keyId !== keyId);
  if (left.length === application.passwordCredentials.length) throw badRequest("No credentials found to be removed.");
  application.passwordCredentials = left;
  return { status: 204 };
}
