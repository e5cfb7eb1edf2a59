import { findBy } from "../lookup.ts";
import type { Call, SimulatedAzure } from "../operation.ts";
import type { Application } from "../state.ts";
import { notFound } from "./graph-error.ts";
import { writeKey } from "./key-credential.ts";
import { writePassword } from "./password-credential.ts";
import { graphTime } from "./time.ts";

/** The application in the path, by its object ID or its application ID. Throws Graph's 404 where there is none. */
export function applicationOf({ azure, params }: Call): Application {
  const { appId, id = appId ?? "" } = params;
  const application = findBy(azure.state.applications, appId === undefined ? "id" : "appId", id);
  if (!application) throw notFound(id);
  return application;
}

/** An application as Graph writes it: the members recorded in az's test_app_scenario.yaml (2024), in that order. */
export function writeApplication({ state }: SimulatedAzure, application: Application) {
  return {
    id: application.id,
    deletedDateTime: null,
    appId: application.appId,
    applicationTemplateId: null,
    disabledByMicrosoftStatus: null,
    createdDateTime: graphTime(application.createdAt),
    displayName: application.displayName,
    description: null,
    groupMembershipClaims: null,
    identifierUris: application.identifierUris,
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: null,
    nativeAuthenticationApisEnabled: null,
    notes: application.notes,
    publisherDomain: state.tenant.domain,
    serviceManagementReference: null,
    signInAudience: "AzureADMyOrg",
    tags: application.tags,
    tokenEncryptionKeyId: null,
    uniqueName: null,
    samlMetadataUrl: null,
    defaultRedirectUri: null,
    certification: null,
    optionalClaims: null,
    servicePrincipalLockConfiguration: null,
    requestSignatureVerification: null,
    addIns: [],
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      requestedAccessTokenVersion: null,
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
    },
    appRoles: [],
    info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: "Allow" },
    publicClient: { redirectUris: [] },
    requiredResourceAccess: [],
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    web: {
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: [],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      redirectUriSettings: [],
    },
    spa: { redirectUris: [] },
    ...application.properties,
    keyCredentials: (application.keyCredentials ?? []).map(writeKey),
    passwordCredentials: application.passwordCredentials.map((each) => writePassword(each, null)),
  };
}
