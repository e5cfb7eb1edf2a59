import { z } from "zod";

/** Forms of properties that applications and service principals have in common ("application resource type"). */
export const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
export const text = z.string().nullable();
export const note = z.string().max(1024).nullable();
export const texts = z.array(z.string());
export const flag = z.boolean().nullable();
export const displayName = z.string().min(1).max(256);

/** What can be assigned to people and applications; `origin` is told by the service. */
export const appRoles = z.array(
  z.strictObject({
    allowedMemberTypes: z.array(z.enum(["User", "Application"])).min(1),
    description: text.default(null),
    displayName: text.default(null),
    id: guid,
    isEnabled: z.boolean().default(true),
    origin: z.string().default("Application"),
    value: text.default(null),
  }),
);

export const permissionScopes = z.array(
  z.strictObject({
    adminConsentDescription: text.default(null),
    adminConsentDisplayName: text.default(null),
    id: guid,
    isEnabled: z.boolean().default(true),
    type: z.enum(["User", "Admin"]).default("User"),
    userConsentDescription: text.default(null),
    userConsentDisplayName: text.default(null),
    value: text.default(null),
  }),
);

export const addIns = z.array(
  z.strictObject({
    id: guid,
    properties: z.array(z.strictObject({ key: z.string(), value: z.string() })).default([]),
    type: z.string(),
  }),
);

/** Links to pages about an application; the logo's is told by the service. */
export const info = z.strictObject({
  logoUrl: z.null().default(null),
  marketingUrl: text.default(null),
  privacyStatementUrl: text.default(null),
  supportUrl: text.default(null),
  termsOfServiceUrl: text.default(null),
});

/** Lists of addresses are sets. */
export const addresses = z.array(z.string().max(256)).transform((all) => [...new Set(all)]);
