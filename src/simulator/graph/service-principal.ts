import { findBy } from "../lookup.ts";
import type { SimulatedAzure } from "../operation.ts";
import type { ServicePrincipal } from "../state.ts";
import { notFound } from "./graph-error.ts";
import { graphTime } from "./time.ts";

/** A service principal by its object ID. Throws Graph's 404 where there is none. */
export function findServicePrincipal({ state }: SimulatedAzure, id: string): ServicePrincipal {
  const principal = findBy(state.servicePrincipals, "id", id);
  if (!principal) throw notFound(id);
  return principal;
}

/** A service principal as Graph writes it: the members recorded in az's test_create_for_rbac_password.yaml, in that order. */
export function writeServicePrincipal({ state }: SimulatedAzure, principal: ServicePrincipal) {
  const application = findBy(state.applications, "appId", principal.appId);
  return {
    id: principal.id,
    deletedDateTime: null,
    accountEnabled: true,
    alternativeNames: [],
    appDisplayName: application?.displayName ?? principal.displayName,
    appDescription: null,
    appId: principal.appId,
    applicationTemplateId: null,
    appOwnerOrganizationId: state.tenant.id,
    appRoleAssignmentRequired: false,
    createdDateTime: graphTime(principal.createdAt),
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: principal.displayName,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    replyUrls: [],
    servicePrincipalNames: [...(application?.identifierUris ?? []), principal.appId],
    servicePrincipalType: "Application",
    signInAudience: "AzureADMyOrg",
    tags: principal.tags,
    tokenEncryptionKeyId: null,
    samlSingleSignOnSettings: null,
    addIns: [],
    appRoles: [],
    info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    keyCredentials: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    resourceSpecificApplicationPermissions: [],
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
  };
}
