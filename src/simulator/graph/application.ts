import { findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { SimulatedAzure } from "../operation.ts";
import type { Application, PasswordCredential } from "../state.ts";
import { member } from "./body.ts";
import { notFound } from "./graph-error.ts";
import { graphTime } from "./time.ts";

/** An application by its object ID. Throws Graph's 404 where there is none. */
export function findApplication({ state }: SimulatedAzure, id: string): Application {
  const application = findBy(state.applications, "id", id);
  if (!application) throw notFound(id);
  return application;
}

/** An application as Graph writes it: the members recorded in az's test_create_for_rbac_password.yaml, in that order. */
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
    notes: application.notes,
    publisherDomain: state.tenant.domain,
    serviceManagementReference: null,
    signInAudience: "AzureADMyOrg",
    tags: application.tags,
    tokenEncryptionKeyId: null,
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
    keyCredentials: [],
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: "Allow" },
    passwordCredentials: application.passwordCredentials.map((each) => writePassword(each, null)),
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
  };
}

/** A password credential as Graph writes it. Its secret is told only by the answer that made it; else it is null. */
export function writePassword(credential: PasswordCredential, secretText: string | null): object {
  const { displayName, endDateTime, hint, keyId, startDateTime } = credential;
  return { customKeyIdentifier: null, displayName, endDateTime, hint, keyId, secretText, startDateTime };
}

/** Refuses certificates, which the simulator does not play: to accept and forget one would be a lie. */
export function refuseKeys(body: unknown): void {
  const keys = member(body, "keyCredentials");
  if (Array.isArray(keys) && keys.length > 0) {
    throw new ServiceError(501, "NotImplemented", "The simulator does not play certificates of applications.");
  }
}
