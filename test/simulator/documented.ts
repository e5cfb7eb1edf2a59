/** What becomes of a property: it is shown afterwards, refused as the service does, or refused as not played (501). */
export type Fate = "kept" | "refused" | "not played";

/**
 * A property of an operation's body, by its path, with a value that is not its default; then what becomes of it when the
 * thing is made (left out: it is kept), and when it is changed (left out: the same).
 */
export type Documented = readonly [path: string, value: unknown, made?: Fate, changed?: Fate];

export const guid = "40000000-0000-4000-8000-000000000001";
const day = "2027-01-01T00:00:00Z";

/** Resource groups: "ResourceGroup" and "ResourceGroupPatchable" (OpenAPI of Microsoft.Resources 2024-11-01). */
export const groupProperties: readonly Documented[] = [
  ["tags", { one: "1" }],
  ["managedBy", "/subscriptions/s/resourceGroups/g/providers/p/t/n"],
];

/** Vaults: "VaultProperties" (OpenAPI of Microsoft.KeyVault 2023-07-01; security perimeters from 2024-11-01). */
export const vaultProperties: readonly Documented[] = [
  ["tags", { one: "1" }],
  ["identity", { type: "SystemAssigned" }, "not played"],
  ["properties.tenantId", guid, "not played"],
  ["properties.sku", { family: "A", name: "premium" }],
  ["properties.enabledForDeployment", true],
  ["properties.enabledForDiskEncryption", true],
  ["properties.enabledForTemplateDeployment", true],
  ["properties.enableSoftDelete", false, "refused"],
  ["properties.softDeleteRetentionInDays", 30, "kept", "refused"],
  ["properties.enableRbacAuthorization", true],
  ["properties.createMode", "recover", "refused", "not played"],
  ["properties.enablePurgeProtection", true],
  ["properties.networkAcls.bypass", "None"],
  ["properties.networkAcls.defaultAction", "Deny"],
  ["properties.networkAcls.ipRules", [{ value: "198.51.100.0/24" }]],
  [
    "properties.networkAcls.virtualNetworkRules",
    [{ id: "/subscriptions/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/v/subnets/default" }],
  ],
  ["properties.networkAcls.serviceTagRules", [{ name: "AzureCloud" }], "not played"],
  ["properties.publicNetworkAccess", "Disabled"],
  ["properties.publicNetworkAccess", "SecuredByPerimeter", "not played"],
];

/** Access policies: "AccessPolicyEntry". */
export const policyProperties: readonly Documented[] = [
  ["applicationId", guid],
  ["permissions.keys", ["get", "rotate"]],
  ["permissions.secrets", ["get", "list"]],
  ["permissions.certificates", ["get"]],
  ["permissions.storage", ["getsas"]],
];

/** Role assignments: "RoleAssignmentProperties" (OpenAPI of Microsoft.Authorization 2022-04-01). */
export const roleAssignmentProperties: readonly Documented[] = [
  ["properties.description", "for a test"],
  ["properties.condition", "@Resource[x] StringEquals 'y'", "not played"],
  ["properties.conditionVersion", "2.0", "not played"],
  ["properties.delegatedManagedIdentityResourceId", "/subscriptions/s", "not played"],
];

/** Secrets: "SecretSetParameters" and "SecretUpdateParameters" (OpenAPI 7.6-preview.1). */
export const secretProperties: readonly Documented[] = [
  ["value", "another", "kept", "not played"],
  ["tags", { one: "1" }],
  ["contentType", "text/plain"],
  ["attributes.enabled", false],
  ["attributes.nbf", 1_700_000_000],
  ["attributes.exp", 1_900_000_000],
];

const role = {
  allowedMemberTypes: ["User"],
  description: "d",
  displayName: "n",
  id: guid,
  isEnabled: true,
  value: "v",
};
const scope = { id: guid, value: "read", type: "User", isEnabled: true, adminConsentDisplayName: "n" };

/** Applications: every property of "application" that can be set (Microsoft Graph's metadata, v1.0). */
export const applicationProperties: readonly Documented[] = [
  ["addIns", [{ id: guid, type: "t", properties: [{ key: "k", value: "v" }] }]],
  ["api.acceptMappedClaims", true],
  ["api.knownClientApplications", [guid]],
  ["api.oauth2PermissionScopes", [scope]],
  ["api.preAuthorizedApplications", [{ appId: guid, delegatedPermissionIds: [guid] }]],
  ["api.requestedAccessTokenVersion", 2],
  ["appRoles", [role]],
  ["authenticationBehaviors", { blockAzureADGraphAccess: true }, "not played"],
  ["defaultRedirectUri", "https://example.com"],
  ["description", "for a test"],
  ["displayName", "another"],
  ["groupMembershipClaims", "SecurityGroup"],
  ["identifierUris", ["api://another"]],
  ["info.marketingUrl", "https://example.com/marketing"],
  ["info.privacyStatementUrl", "https://example.com/privacy"],
  ["info.supportUrl", "https://example.com/support"],
  ["info.termsOfServiceUrl", "https://example.com/terms"],
  ["isDeviceOnlyAuthSupported", true],
  ["isFallbackPublicClient", true],
  ["keyCredentials", [{ key: "MII" }], "refused"],
  ["logo", "png", "not played"],
  ["nativeAuthenticationApisEnabled", "all"],
  ["notes", "for a test"],
  ["optionalClaims.idToken", [{ name: "auth_time", essential: true }]],
  ["optionalClaims.accessToken", [{ name: "ipaddr" }]],
  ["optionalClaims.saml2Token", [{ name: "upn", source: "user" }]],
  ["parentalControlSettings.countriesBlockedForMinors", ["DE"]],
  ["parentalControlSettings.legalAgeGroupRule", "RequireConsentForKids"],
  ["publicClient.redirectUris", ["http://localhost"]],
  ["publisherDomain", "example.com", "refused"],
  ["requestSignatureVerification", { isSignedRequestRequired: true, allowedWeakAlgorithms: "rsaSha1" }],
  ["requiredResourceAccess", [{ resourceAppId: guid, resourceAccess: [{ id: guid, type: "Scope" }] }]],
  ["samlMetadataUrl", "https://example.com/saml"],
  ["serviceManagementReference", guid],
  ["servicePrincipalLockConfiguration", { isEnabled: true, allProperties: true }],
  ["signInAudience", "AzureADMultipleOrgs"],
  ["spa.redirectUris", ["https://example.com/spa"]],
  ["tags", ["one"]],
  ["tokenEncryptionKeyId", guid],
  ["uniqueName", "one"],
  ["web.homePageUrl", "https://example.com"],
  ["web.implicitGrantSettings.enableAccessTokenIssuance", true],
  ["web.implicitGrantSettings.enableIdTokenIssuance", true],
  ["web.logoutUrl", "https://example.com/logout"],
  ["web.redirectUris", ["https://example.com/web"]],
];

/** Service principals: every property of "servicePrincipal" that can be set (Microsoft Graph's metadata, v1.0). */
export const servicePrincipalProperties: readonly Documented[] = [
  ["accountEnabled", false],
  ["addIns", [{ id: guid, type: "t", properties: [] }]],
  ["alternativeNames", ["other"]],
  ["appRoleAssignmentRequired", true],
  ["appRoles", [role]],
  ["customSecurityAttributes", { a: 1 }, "not played"],
  ["description", "for a test"],
  ["displayName", "another"],
  ["homepage", "https://example.com"],
  ["info.supportUrl", "https://example.com/support"],
  ["keyCredentials", [{ key: "MII" }], "refused"],
  ["loginUrl", "https://example.com/login"],
  ["logoutUrl", "https://example.com/logout"],
  ["notes", "for a test"],
  ["notificationEmailAddresses", ["a@example.com"]],
  ["oauth2PermissionScopes", [scope]],
  ["preferredSingleSignOnMode", "saml"],
  ["preferredTokenSigningKeyThumbprint", "AA"],
  ["replyUrls", ["https://example.com/reply"]],
  ["samlSingleSignOnSettings", { relayState: "x" }],
  ["servicePrincipalNames", ["api://another"]],
  ["tags", ["one"]],
  ["tokenEncryptionKeyId", guid],
];

/** "passwordCredential". */
export const passwordProperties: readonly Documented[] = [
  ["displayName", "rbac"],
  ["startDateTime", "2026-12-01T00:00:00Z"],
  ["endDateTime", day],
  ["customKeyIdentifier", "YQ==", "refused"],
];

/** "federatedIdentityCredential". */
export const federatedProperties: readonly Documented[] = [
  ["name", "another"],
  ["issuer", "https://example.com/issuer"],
  ["subject", "repo:another"],
  ["audiences", ["api://Other"]],
  ["description", "for a test"],
  ["claimsMatchingExpression", { value: "x", languageVersion: 1 }, "not played"],
];
