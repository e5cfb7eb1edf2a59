import { findBy } from "../lookup.ts";
import type { Call, SimulatedAzure } from "../operation.ts";
import type { ServicePrincipal } from "../state.ts";
import { writeApplication } from "./application.ts";
import { notFound } from "./graph-error.ts";
import { writeKey } from "./key-credential.ts";
import { writePassword } from "./password-credential.ts";
import { graphTime } from "./time.ts";

/** The service principal in the path, by its object ID or its application ID. Throws Graph's 404 where there is none. */
export function servicePrincipalOf({ azure, params }: Call): ServicePrincipal {
  const { appId, id = appId ?? "" } = params;
  const principal = findBy(azure.state.servicePrincipals, appId === undefined ? "id" : "appId", id);
  if (!principal) throw notFound(id);
  return principal;
}

/**
 * A service principal as Graph writes it: the members recorded in az's test_create_for_rbac_password.yaml, in that order.
 * What was not set for itself it has from its application.
 */
export function writeServicePrincipal(azure: SimulatedAzure, principal: ServicePrincipal) {
  const { state } = azure;
  const found = findBy(state.applications, "appId", principal.appId);
  const application = found && writeApplication(azure, found);
  return {
    id: principal.id,
    deletedDateTime: null,
    accountEnabled: true,
    alternativeNames: [],
    appDisplayName: application?.displayName ?? principal.displayName,
    appDescription: application?.description ?? null,
    appId: principal.appId,
    applicationTemplateId: null,
    appOwnerOrganizationId: state.tenant.id,
    appRoleAssignmentRequired: false,
    createdDateTime: graphTime(principal.createdAt),
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: principal.displayName,
    homepage: application?.web.homePageUrl ?? null,
    loginUrl: null,
    logoutUrl: application?.web.logoutUrl ?? null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    replyUrls: application?.web.redirectUris ?? [],
    servicePrincipalNames: [...(application?.identifierUris ?? []), principal.appId],
    servicePrincipalType: "Application",
    signInAudience: application?.signInAudience ?? "AzureADMyOrg",
    tags: principal.tags,
    tokenEncryptionKeyId: null,
    samlSingleSignOnSettings: null,
    addIns: application?.addIns ?? [],
    appRoles: application?.appRoles ?? [],
    info: application?.info ?? writtenInfo,
    oauth2PermissionScopes: application?.api.oauth2PermissionScopes ?? [],
    resourceSpecificApplicationPermissions: [],
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    ...principal.properties,
    keyCredentials: (principal.keyCredentials ?? []).map(writeKey),
    passwordCredentials: (principal.passwordCredentials ?? []).map((each) => writePassword(each, null)),
  };
}

const writtenInfo = {
  ...{ logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
};
