import type { Answer, Call } from "../operation.ts";
import type { Application } from "../state.ts";
import { entityAnswer } from "./answer.ts";
import { refuseKeys, writeApplication } from "./application.ts";
import { textMember, textsMember } from "./body.ts";
import { badRequest } from "./graph-error.ts";

/** Registers an application. It needs a display name, which need not be unique. */
export function createApplication(call: Call): Answer {
  const { azure, body } = call;
  const displayName = textMember(body, "displayName");
  if (!displayName) throw badRequest("A value is required for property 'displayName' of resource 'Application'.");
  refuseKeys(body);
  const application: Application = {
    id: azure.guid(),
    appId: azure.guid(),
    displayName,
    notes: textMember(body, "notes") ?? null,
    tags: textsMember(body, "tags") ?? [],
    identifierUris: textsMember(body, "identifierUris") ?? [],
    passwordCredentials: [],
    createdAt: azure.now(),
  };
  azure.state.applications.push(application);
  return entityAnswer(call, "applications", writeApplication(azure, application), "Application");
}
