import { findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Answer, Call, SimulatedAzure } from "../operation.ts";
import type { Application } from "../state.ts";
import { applicationKind } from "./application-properties.ts";
import { applicationOf, writeApplication } from "./application.ts";
import { badRequest } from "./graph-error.ts";
import { readKeys } from "./key-credential.ts";
import { keptPasswords } from "./password-credential.ts";
import { readProperties } from "./properties.ts";

/** Changes what the body names of an application; its service principal follows its name. */
export function updateApplication(call: Call): Answer {
  const { azure, body } = call;
  const application = applicationOf(call);
  const given = readProperties(applicationKind, body, writeApplication(azure, application));
  const { passwordCredentials } = given;
  if (Array.isArray(passwordCredentials)) {
    application.passwordCredentials = keptPasswords(application.passwordCredentials, passwordCredentials);
  }
  setProperties(azure, application, given);
  const principal = findBy(azure.state.servicePrincipals, "appId", application.appId);
  if (principal && "displayName" in given) principal.displayName = application.displayName;
  return { status: 204 };
}

/** Sets properties that were read; passwords apart, which have ways of their own. */
export function setProperties(azure: SimulatedAzure, application: Application, given: Record<string, unknown>): void {
  const { displayName, identifierUris, keyCredentials, notes, passwordCredentials: _, tags, ...others } = given;
  if (isTexts(identifierUris)) refuseUris(azure, application, identifierUris);
  if (Array.isArray(keyCredentials)) {
    application.keyCredentials = readKeys(azure, keyCredentials, application.keyCredentials ?? []);
  }
  if (typeof displayName === "string") application.displayName = displayName;
  if (isTexts(identifierUris)) application.identifierUris = identifierUris;
  if (typeof notes === "string" || notes === null) application.notes = notes;
  if (isTexts(tags)) application.tags = tags;
  application.properties = { ...application.properties, ...others };
}

/** An identifier URI is one application's, and an address among them is of a domain that is the tenant's (graph docs). */
function refuseUris({ state }: SimulatedAzure, application: Application, uris: readonly string[]): void {
  for (const uri of uris) {
    if (!URL.canParse(uri))
      throw badRequest(`Invalid value specified for property 'identifierUris' of resource 'Application'.`);
    const { hostname, protocol } = new URL(uri);
    if (
      /^https?:$/.test(protocol) &&
      hostname !== state.tenant.domain &&
      !hostname.endsWith(`.${state.tenant.domain}`)
    ) {
      const message = `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`;
      throw new ServiceError(400, "HostNameNotOnVerifiedDomain", message);
    }
    const other = state.applications.find((each) => each !== application && each.identifierUris.includes(uri));
    if (other !== undefined) {
      throw badRequest("Another object with the same value for property identifierUris already exists.");
    }
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
