import type { KnownFailure } from "../hint.ts";

/** What Microsoft Graph says; az prints its sentences without its codes. */
export const graphFailures: readonly KnownFailure[] = [
  {
    id: "directory-still-copying",
    class: "unwell",
    codes: ["Directory_ConcurrencyViolation", "Authorization_RequestDenied"],
    text: /backing application .* must in the local tenant|Directory_ConcurrencyViolation/,
    cause: "The directory has not copied the new application to all its parts yet.",
    remedy: "Run the step again: az goes on with the application that it made.",
    source: "azure-cli issues #1332, #18610 and #23081",
  },
  {
    id: "may-not-register-applications",
    class: "notAllowed",
    codes: ["Authorization_RequestDenied"],
    text: /Insufficient privileges to complete the operation/,
    cause: "Your tenant does not let you register applications.",
    remedy: "Ask for the role Application Developer, or use a tenant of your own.",
    source: "az ad sp create-for-rbac, permissions; Restrict member users' default permissions",
  },
  {
    id: "no-passwords-in-this-tenant",
    class: "notAllowed",
    codes: ["CredentialTypeNotAllowedAsPerAppPolicy", "CredentialInvalidLifetimeAsPerAppPolicy"],
    text: /Credential type not allowed as per assigned policy|Credential lifetime exceeds the max value allowed/,
    cause: "A policy of your tenant forbids applications to have passwords, or such as live a year.",
    remedy: "Use a tenant of your own: this quickstart's program signs in with a password.",
    source: "azure-cli pull request #31215; Microsoft Entra application management policies",
  },
  {
    id: "directory-quota",
    class: "notAllowed",
    codes: ["Directory_QuotaExceeded"],
    text: /directory object quota limit/,
    cause: "You own as many applications as you may; deleted ones count for thirty days.",
    remedy: "Remove old ones for good: az ad app list --show-mine, az ad app delete, and the portal's deleted ones.",
    source: "Microsoft Entra service limits and restrictions",
  },
  {
    id: "not-in-directory",
    class: "drift",
    codes: ["Request_ResourceNotFound"],
    text: /does not exist or one of its queried reference-property objects are not present/,
    cause: "The directory has no such application or service principal, or does not show it yet.",
    remedy: "Compare the ID with: az ad app list --show-mine --query [].appId",
    source: "Microsoft Graph error responses",
  },
  {
    id: "directory-token-over",
    class: "setUp",
    codes: ["Authentication_ExpiredToken"],
    text: /Lifetime validation failed, the token is expired/,
    cause: "Microsoft Graph does not take az's token: it is over.",
    remedy: "Sign in again with az login; if it stays so, look at this machine's clock.",
    source: "Microsoft Graph error responses",
  },
];
