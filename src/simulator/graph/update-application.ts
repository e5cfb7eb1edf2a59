import { findBy } from "../lookup.ts";
import type { Answer, Call, SimulatedAzure } from "../operation.ts";
import { findApplication, refuseKeys } from "./application.ts";
import { member, textMember, textsMember } from "./body.ts";

/** Changes what the body names of an application's display name, notes, tags and identifier URIs; the rest is ignored. */
export function updateApplication({ azure, params, body }: Call): Answer {
  const application = findApplication(azure, params["id"] ?? objectIdOf(azure, params["appId"] ?? ""));
  refuseKeys(body);
  const displayName = textMember(body, "displayName");
  if (displayName !== undefined) {
    application.displayName = displayName;
    const principal = findBy(azure.state.servicePrincipals, "appId", application.appId);
    if (principal) principal.displayName = displayName;
  }
  const notes = textMember(body, "notes");
  if (notes !== undefined || isNull(body, "notes")) application.notes = notes ?? null;
  application.tags = textsMember(body, "tags") ?? application.tags;
  application.identifierUris = textsMember(body, "identifierUris") ?? application.identifierUris;
  return { status: 204 };
}

/** The object ID of an application that is addressed by its alternate key, `applications(appId='…')`. */
function objectIdOf({ state }: SimulatedAzure, appId: string): string {
  return findBy(state.applications, "appId", appId)?.id ?? appId;
}

function isNull(body: unknown, name: string): boolean {
  return member(body, name) === undefined && typeof body === "object" && body !== null && name in body;
}
