import { z } from "zod";
import { addIns, addresses, appRoles, displayName, guid, info, note, permissionScopes, text, texts } from "./forms.ts";
import type { Kind } from "./properties.ts";

/** Service principals as Graph keeps them ("servicePrincipal resource type", v1.0). */
export const servicePrincipalKind: Kind = {
  resource: "ServicePrincipal",
  settable: {
    appId: guid,
    accountEnabled: z.boolean(),
    alternativeNames: addresses,
    appRoleAssignmentRequired: z.boolean(),
    description: note,
    displayName,
    homepage: text,
    loginUrl: text,
    logoutUrl: text,
    notes: note,
    notificationEmailAddresses: texts,
    preferredSingleSignOnMode: z.enum(["password", "saml", "notSupported", "oidc"]).nullable(),
    preferredTokenSigningKeyThumbprint: text,
    replyUrls: addresses,
    servicePrincipalNames: addresses,
    tags: texts,
    tokenEncryptionKeyId: guid.nullable(),
    samlSingleSignOnSettings: z.strictObject({ relayState: text.default(null) }).nullable(),
    addIns,
    appRoles,
    info,
    keyCredentials: z.array(z.unknown()),
    oauth2PermissionScopes: permissionScopes,
    passwordCredentials: z.array(z.unknown()),
  },
  readOnly: [
    ...["id", "appDescription", "appDisplayName", "applicationTemplateId", "appOwnerOrganizationId", "createdDateTime"],
    ...["deletedDateTime", "disabledByMicrosoftStatus", "resourceSpecificApplicationPermissions", "signInAudience"],
    ...["servicePrincipalType", "verifiedPublisher"],
  ],
  unplayed: ["customSecurityAttributes"],
};
