import type { Answer, Call } from "../operation.ts";
import type { Application } from "../state.ts";
import { entityAnswer } from "./answer.ts";
import { applicationKind } from "./application-properties.ts";
import { writeApplication } from "./application.ts";
import { badRequest } from "./graph-error.ts";
import { newPassword, writePassword } from "./password-credential.ts";
import { readProperties } from "./properties.ts";
import { setProperties } from "./update-application.ts";

/** Registers an application. It needs a display name, which need not be unique; the texts of its secrets are told once. */
export function createApplication(call: Call): Answer {
  const { azure, body, caller } = call;
  const application: Application = {
    id: azure.guid(),
    appId: azure.guid(),
    displayName: "",
    notes: null,
    tags: [],
    identifierUris: [],
    passwordCredentials: [],
    // Who registers an application owns it ("Default user permissions in Microsoft Entra ID").
    owners: [caller.objectId],
    createdAt: azure.now(),
  };
  const given = readProperties(applicationKind, body, writeApplication(azure, application));
  if (given["displayName"] === undefined) {
    throw badRequest("A value is required for property 'displayName' of resource 'Application'.");
  }
  setProperties(azure, application, given);
  const { passwordCredentials: passwords } = given;
  if (Array.isArray(passwords)) application.passwordCredentials = passwords.map((each) => newPassword(azure, each));
  azure.state.applications.push(application);
  const told = application.passwordCredentials.map((each) => writePassword(each, each.secretText));
  const written = { ...writeApplication(azure, application), passwordCredentials: told };
  return entityAnswer(call, "applications", written, "Application");
}
