import { describe, expect, test } from "vitest";
import { readAzError } from "../../src/azure/az-error.ts";
import { hints } from "../../src/azure/hint-catalogue.ts";
import { findHint } from "../../src/azure/hint.ts";

/** What a reader sees on standard error, and what is known about it. */
const symptoms: readonly (readonly [string, string])[] = [
  ["ERROR: Cannot set policies to a vault with '--enable-rbac-authorization' specified", "policy-on-rbac-vault"],
  ['ERROR: (Forbidden) Caller is not authorized …\nInner error: {\n    "code": "ForbiddenByRbac"\n}', "no-data-role"],
  ["Action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action'\nAssignment: (not found)", "no-data-role"],
  [
    'ERROR: (Forbidden) The user does not have secrets get permission on key vault \'v\'.\nInner error: {\n    "code": "ForbiddenByPolicy"\n}',
    "no-permission-in-policy",
  ],
  [
    "The user, group or application 'appid=a;oid=b' does not have secrets set permission on key vault 'v'",
    "no-permission-in-policy",
  ],
  ["ERROR: (Forbidden) Operation is not allowed.\nCode: Forbidden", "two-identities"],
  ["ERROR: (VaultAlreadyExists) The vault name 'v' is already in use.", "name-taken"],
  ["ERROR: (ConflictError) A vault with the same name already exists in deleted state.", "own-deleted-vault"],
  ["ERROR: (MethodNotAllowed) Operation 'DeletedVaultPurge' is not allowed.", "purge-protection"],
  ["ERROR: Insufficient privileges to complete the operation.", "may-not-register-applications"],
  ["ERROR: Credential type not allowed as per assigned policy 'p'.", "no-passwords-in-this-tenant"],
  ["ERROR: Values of identifierUris property must use a verified domain of the organization", "unverified-identifier"],
  [
    "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the client secret value",
    "wrong-client-secret",
  ],
  ["AADSTS700016: Application with identifier 'a' was not found in the directory 't'.", "unknown-application"],
  [
    "ERROR: When using this permission, the backing application of the service principal being created must in the local tenant",
    "directory-still-copying",
  ],
  ["ERROR: (Directory_ConcurrencyViolation) Update failed.", "directory-still-copying"],
  ["ERROR: More than one application have the same display name 'http://mySP'", "several-applications"],
  ["ERROR: No subscriptions found for learner@example.com.", "no-subscription"],
  ["CredentialUnavailableError: ChainedTokenCredential authentication failed.", "variables-missing"],
  ["RestError: getaddrinfo ENOTFOUND undefined.vault.azure.net", "vault-name-unset"],
  ["RestError: getaddrinfo ENOTFOUND contoso.vault.azure.net", "vault-not-found-by-name"],
  [
    'ERROR: (Conflict) Secret s …\nInner error: {\n    "code": "ObjectIsDeletedButRecoverable"\n}',
    "secret-name-deleted",
  ],
  ['ERROR: (Conflict) Secret s …\nInner error: {\n    "code": "ObjectIsBeingDeleted"\n}', "secret-being-deleted"],
  ["ERROR: Secret is currently being deleted.", "secret-being-deleted"],
  ["ERROR: (SecretNotFound) A secret with (name/id) mySecret was not found in this key vault.", "secret-missing"],
  ["ModuleNotFoundError: No module named 'azure.keyvault.v7_0'", "debian-az-secrets"],
  ["AttributeError: 'RoleAssignmentsOperations' object has no attribute 'config'", "debian-az-roles"],
  ["ERROR: Interactive authentication is needed. Please run:\naz login --claims-challenge e30=", "multifactor-needed"],
  ["ERROR: AADSTS50076: Due to a configuration change made by your administrator", "multifactor-needed"],
  [
    "WARNING: Unable to prompt for confirmation as no tty available. Use --yes.\nERROR: Operation cancelled.",
    "cannot-ask",
  ],
  [
    "ERROR: (MissingSubscriptionRegistration) The subscription is not registered to use namespace",
    "provider-not-registered",
  ],
  ["ERROR: (RequestDisallowedByPolicy) Resource 'v' was disallowed by policy.", "refused-by-policy"],
  [
    'ERROR: (Forbidden) Client address is not authorized …\nInner error: {\n    "code": "ForbiddenByFirewall"\n}',
    "firewall",
  ],
  ["bash: syntax error near unexpected token 'newline'", "placeholder-pasted"],
  ["bash: your-unique-keyvault-name: No such file or directory", "placeholder-pasted"],
  ["npm warn EBADENGINE Unsupported engine", "old-node"],
  ["Error: The challenge resource 'vault.azure.net' does not match the requested domain", "challenge-resource"],
  ["ERROR: (InvalidResourceGroupLocation) Invalid resource group location 'westus'.", "group-elsewhere"],
  ["ERROR: Please run 'az login' to setup account.", "not-signed-in"],
];

describe("what is known about", () => {
  test.each(symptoms)("%s", (stderr, id) => {
    expect(findHint({ code: readAzError(stderr).code, text: stderr }, hints)?.id).toBe(id);
  });

  test("an error of which nothing is known is nothing", () => {
    expect(findHint({ code: "Locked", text: "the thing is locked" }, hints)).toBeUndefined();
  });
});

describe("the catalogue", () => {
  test("names each failure once, with cause, remedy and source", () => {
    expect(new Set(hints.map(({ id }) => id)).size).toBe(hints.length);
    for (const { cause, remedy, source } of hints)
      expect([cause, remedy, source].every((each) => each !== "")).toBe(true);
  });

  test("has no entry that none of these symptoms finds", () => {
    const found = new Set(symptoms.map(([, id]) => id));
    expect(hints.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
  });
});
