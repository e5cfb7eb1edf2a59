import type { Answer, Call, Operation } from "../operation.ts";
import type { PasswordCredential } from "../state.ts";
import { applicationOf } from "./application.ts";
import { member, refuseOthers, textMember } from "./body.ts";
import { badRequest } from "./graph-error.ts";
import { newPassword, writePassword } from "./password-credential.ts";
import { servicePrincipalOf } from "./service-principal.ts";

type Holder = { passwordCredentials?: PasswordCredential[] };

const holders = {
  application: (call: Call): Holder => applicationOf(call),
  servicePrincipal: (call: Call): Holder => servicePrincipalOf(call),
};

/** Adds a client secret. Its text is in this answer and never told again; it lasts two years or as said. */
export function addPassword(kind: keyof typeof holders): Operation {
  return (call): Answer => {
    const { azure, body } = call;
    const holder = holders[kind](call);
    if (body !== undefined) refuseOthers(body, ["passwordCredential"]);
    const credential = newPassword(azure, (body === undefined ? undefined : member(body, "passwordCredential")) ?? {});
    holder.passwordCredentials = [...(holder.passwordCredentials ?? []), credential];
    const context = "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential";
    return {
      status: 200,
      body: { "@odata.context": context, ...writePassword(credential, credential.secretText) },
      headers: { location: "https://graph.microsoft.com" },
    };
  };
}

/** Removes a client secret, by its key ID. */
export function removePassword(kind: keyof typeof holders): Operation {
  return (call): Answer => {
    const holder = holders[kind](call);
    refuseOthers(call.body, ["keyId"]);
    const keyId = textMember(call.body, "keyId");
    const before = holder.passwordCredentials ?? [];
    const left = before.filter((each) => each.keyId !== keyId);
    if (left.length === before.length) throw badRequest("No credentials found to be removed.");
    holder.passwordCredentials = left;
    return { status: 204 };
  };
}
