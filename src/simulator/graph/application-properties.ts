import { z } from "zod";
import {
  addIns,
  addresses,
  appRoles,
  displayName,
  flag,
  guid,
  info,
  note,
  permissionScopes,
  text,
  texts,
} from "./forms.ts";
import type { Kind } from "./properties.ts";

const claims = z
  .array(
    z.strictObject({
      additionalProperties: texts.default([]),
      essential: z.boolean().default(false),
      name: z.string(),
      source: text.default(null),
    }),
  )
  .default([]);

const web = z
  .strictObject({
    homePageUrl: text.default(null),
    logoutUrl: text.default(null),
    redirectUris: addresses.default([]),
    implicitGrantSettings: z
      .strictObject({
        enableAccessTokenIssuance: z.boolean().default(false),
        enableIdTokenIssuance: z.boolean().default(false),
      })
      .prefault({}),
    redirectUriSettings: z.array(z.strictObject({ uri: z.string(), index: z.int().nullable() })).optional(),
  })
  .transform(({ redirectUriSettings = [], ...shown }) => ({
    ...shown,
    redirectUriSettings: shown.redirectUris.map(
      (uri) => redirectUriSettings.find((each) => each.uri === uri) ?? { uri, index: null },
    ),
  }));

const redirecting = z.strictObject({ redirectUris: addresses.default([]) });

/** Applications as Graph keeps them ("application resource type", v1.0); the order is that of az's recordings. */
export const applicationKind: Kind = {
  resource: "Application",
  settable: {
    displayName,
    description: note,
    groupMembershipClaims: z.enum(["None", "SecurityGroup", "DirectoryRole", "ApplicationGroup", "All"]).nullable(),
    identifierUris: addresses,
    isDeviceOnlyAuthSupported: flag,
    isFallbackPublicClient: flag,
    nativeAuthenticationApisEnabled: z.enum(["none", "all"]).nullable(),
    notes: text,
    serviceManagementReference: text,
    signInAudience: z.enum([
      "AzureADMyOrg",
      "AzureADMultipleOrgs",
      "AzureADandPersonalMicrosoftAccount",
      "PersonalMicrosoftAccount",
    ]),
    tags: texts,
    tokenEncryptionKeyId: guid.nullable(),
    uniqueName: text,
    samlMetadataUrl: text,
    defaultRedirectUri: text,
    optionalClaims: z.strictObject({ accessToken: claims, idToken: claims, saml2Token: claims }).nullable(),
    servicePrincipalLockConfiguration: z
      .strictObject({
        isEnabled: z.boolean().default(false),
        allProperties: flag.default(null),
        credentialsWithUsageVerify: flag.default(null),
        credentialsWithUsageSign: flag.default(null),
        identifierUris: flag.default(null),
        tokenEncryptionKeyId: flag.default(null),
      })
      .nullable(),
    requestSignatureVerification: z
      .strictObject({
        allowedWeakAlgorithms: z.enum(["rsaSha1"]).nullable().default(null),
        isSignedRequestRequired: z.boolean().default(false),
      })
      .nullable(),
    addIns,
    api: z.strictObject({
      acceptMappedClaims: flag.default(null),
      knownClientApplications: z.array(guid).default([]),
      requestedAccessTokenVersion: z.literal([1, 2]).nullable().default(null),
      oauth2PermissionScopes: permissionScopes.default([]),
      preAuthorizedApplications: z
        .array(z.strictObject({ appId: guid, delegatedPermissionIds: z.array(guid).default([]) }))
        .default([]),
    }),
    appRoles,
    info,
    keyCredentials: z.array(z.unknown()),
    parentalControlSettings: z.strictObject({
      countriesBlockedForMinors: texts.default([]),
      legalAgeGroupRule: z.string().default("Allow"),
    }),
    passwordCredentials: z.array(z.unknown()),
    publicClient: redirecting,
    requiredResourceAccess: z.array(
      z.strictObject({
        resourceAppId: z.string(),
        resourceAccess: z.array(z.strictObject({ id: guid, type: z.enum(["Scope", "Role"]) })).default([]),
      }),
    ),
    web,
    spa: redirecting,
  },
  readOnly: [
    ...["id", "appId", "applicationTemplateId", "certification", "createdDateTime", "deletedDateTime"],
    ...["disabledByMicrosoftStatus", "publisherDomain", "verifiedPublisher"],
  ],
  unplayed: ["logo", "authenticationBehaviors", "extensionProperties", "appManagementPolicies"],
};
