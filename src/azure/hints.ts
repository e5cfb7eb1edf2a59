/** A failure that people meet on the way, its cause and its remedy. */
export interface Hint {
  /** A short name, unique in the catalogue. */
  id: string;
  /** Azure's error codes that mean it; looked at first. */
  codes?: readonly string[];
  /** What the error's text says, where the code says too little or there is none. */
  text?: RegExp;
  cause: string;
  /** What to do; may use the run's values as `${name}`. */
  remedy: string;
  /** Where it is told. */
  source: string;
}

/** The catalogue. Add a hint by adding an entry; the first that matches is the one that is shown. */
export const hints: readonly Hint[] = [
  {
    id: "policy-on-rbac-vault",
    text: /Cannot set policies to a vault with '--enable-rbac-authorization'/,
    cause: "The vault lets callers in by Azure roles, not by access policies: az makes such vaults since 2.61.0.",
    remedy:
      "Assign a role instead (--set access=rbac), or let the vault use policies: az keyvault update -n ${vaultName} --enable-rbac-authorization false",
    source: "azure-cli pull request #28886; azure-docs pull requests #121380, #122741 and #123541",
  },
  {
    id: "no-data-role",
    codes: ["ForbiddenByRbac"],
    text: /Assignment: \(not found\)/,
    cause: "No role lets this caller touch the vault's secrets, or its assignment is younger than ten minutes.",
    remedy:
      "Wait up to ten minutes, then look at the assignments: az role assignment list --scope ${vaultId} --include-inherited",
    source: "Provide access to Key Vault with Azure role-based access control",
  },
  {
    id: "no-permission-in-policy",
    codes: ["ForbiddenByPolicy", "AccessDenied"],
    text: /does not have secrets (get|set|list|delete|purge|recover)[\w ,]* permission on key vault/,
    cause: "The vault has no access policy for this caller, or has it for another object ID.",
    remedy:
      "Run set-policy again with --spn ${clientId}, and compare the oid in the message with the service principal's.",
    source: "Azure Key Vault REST API error codes",
  },
  {
    id: "name-taken",
    codes: ["VaultAlreadyExists"],
    cause: "Vault names are global, and somebody has this one: as a vault, or as a deleted one that is not purged yet.",
    remedy: "Choose another name with --set vaultName=…",
    source: "Azure Key Vault overview, vault names",
  },
  {
    id: "own-deleted-vault",
    codes: ["ConflictError"],
    text: /vault with the same name already exists in deleted state/,
    cause: "A vault of yours with this name was deleted and not purged.",
    remedy:
      "Purge it (about ten minutes): az keyvault purge -n ${vaultName} -l ${location}. Or bring it back: az keyvault recover -n ${vaultName}",
    source: "azure-docs issues #25026 and #52359",
  },
  {
    id: "purge-protection",
    text: /DeletedVaultPurge' is not allowed/,
    cause: "The vault has purge protection: nobody can purge it before its retention is over.",
    remedy: "Choose another name with --set vaultName=…; 'az keyvault list-deleted' says when the old one goes.",
    source: "azure-docs issue #55427",
  },
  {
    id: "may-not-register-applications",
    codes: ["Authorization_RequestDenied"],
    text: /Insufficient privileges to complete the operation/,
    cause: "Your tenant does not let you register applications.",
    remedy: "Ask for the role Application Developer, or use a tenant of your own.",
    source: "az ad sp create-for-rbac, permissions; Restrict member users' default permissions",
  },
  {
    id: "no-passwords-in-this-tenant",
    text: /Credential type not allowed as per assigned policy/,
    cause: "A policy of your tenant forbids applications to have passwords.",
    remedy: "Use a tenant of your own: this quickstart's program signs in with a password.",
    source: "azure-cli pull request #31215",
  },
  {
    id: "unverified-identifier",
    text: /identifierUris.*verified domain/,
    cause: "An az older than 2.25.0 makes the name an address, which must lie in a domain of your organization.",
    remedy: "Install az 2.76.0 or newer.",
    source: "azure-cli issues #19892 and #20217",
  },
  {
    id: "wrong-client-secret",
    codes: ["AADSTS7000215", "invalid_client"],
    cause:
      "Entra does not accept the application's secret: it is younger than a minute or two, it is the secret's ID, or the application got a new one since.",
    remedy:
      "Wait two minutes and try again; else give it a new one by running the step create-service-principal again.",
    source: "Azure/login issue #475; AADSTS error codes",
  },
  {
    id: "unknown-application",
    codes: ["AADSTS700016", "unauthorized_client"],
    cause: "Entra does not know the application in this tenant: it is too young, or the tenant is another one.",
    remedy: "Wait a minute; else compare AZURE_TENANT_ID with: az account show --query tenantId",
    source: "microsoft-authentication-library-for-dotnet issue #3706; AADSTS error codes",
  },
  {
    id: "directory-still-copying",
    codes: ["Directory_ConcurrencyViolation"],
    text: /backing application .* must in the local tenant|Directory_ConcurrencyViolation/,
    cause: "The directory has not copied the new application to all its parts yet.",
    remedy: "Run the step again: az goes on with the application that it made.",
    source: "azure-cli issues #1332, #18610 and #23081",
  },
  {
    id: "several-applications",
    text: /More than one application have the same display name/,
    cause: "Earlier runs of the same quickstart left applications of this name.",
    remedy: "Choose another name with --set applicationName=…, or remove the old ones: az ad app delete --id …",
    source: "azure-cli, command module role",
  },
  {
    id: "no-subscription",
    text: /No subscriptions found for/,
    cause: "The identity that signed in has no role in any subscription; the quickstart's application never has.",
    remedy: "Sign in as yourself: az login. (With --allow-no-subscriptions az accepts such an identity.)",
    source: "azure-cli, az login; radius pull request #12699",
  },
  {
    id: "variables-missing",
    text: /ChainedTokenCredential authentication failed|EnvironmentCredential is unavailable/,
    cause:
      "The program found no identity: the variables AZURE_CLIENT_ID, AZURE_CLIENT_SECRET and AZURE_TENANT_ID are not all set in its terminal.",
    remedy: "Set them in the same terminal: source ${environmentFile}",
    source: "azure-sdk-for-js issues #5243, #11369 and #23331",
  },
  {
    id: "vault-name-unset",
    text: /undefined\.vault\.azure\.net/,
    cause: "KEY_VAULT_NAME is not set.",
    remedy: "Set it in the same terminal: source ${environmentFile}",
    source: "the quickstart's own code",
  },
  {
    id: "vault-not-found-by-name",
    text: /(ENOTFOUND|EAI_AGAIN|Name or service not known|Failed to resolve)[^\n]*vault\.azure\.net|vault\.azure\.net[^\n]*(ENOTFOUND|Name or service not known|Failed to resolve)/,
    cause: "The vault's address is unknown: there is no such vault, it is a minute old, or a proxy is in the way.",
    remedy: "Look whether it exists: az keyvault show -n ${vaultName}; then wait a minute.",
    source: "azure-sdk-for-js, Key Vault troubleshooting",
  },
  {
    id: "secret-name-deleted",
    codes: ["ObjectIsDeletedButRecoverable"],
    cause: "A secret of this name was deleted, and its name stays taken until it is purged.",
    remedy:
      "Purge it: az keyvault secret purge --vault-name ${vaultName} --name ${secretName}. Or choose another name with --set secretName=…",
    source: "external-secrets issue #3519; azure-docs issue #77545",
  },
  {
    id: "secret-being-deleted",
    codes: ["ObjectIsBeingDeleted"],
    text: /Secret is currently being deleted/,
    cause: "The secret of this name is being deleted or purged at this moment.",
    remedy: "Wait half a minute, then try again.",
    source: "azure-sdk-for-net issue #34322; azure-cli issue #12722; azure-powershell issue #24094",
  },
  {
    id: "secret-missing",
    codes: ["SecretNotFound"],
    cause: "The vault has no such secret: its name is misspelt, it is another vault, or it was deleted.",
    remedy:
      "List what is there: az keyvault secret list --vault-name ${vaultName}; and what was deleted: az keyvault secret list-deleted --vault-name ${vaultName}",
    source: "azure-sdk-for-js issue #25489",
  },
  {
    id: "debian-az-secrets",
    text: /No module named 'azure\.keyvault\.v7_0'/,
    cause: "This is az 2.45.0 of Debian, which cannot work with secrets.",
    remedy: "Install az from Microsoft (https://aka.ms/azcli), or: npm run az -- 2.91.0",
    source: "azure-cli issues #26835, #27178 and #30740",
  },
  {
    id: "debian-az-roles",
    text: /'RoleAssignmentsOperations' object has no attribute 'config'/,
    cause: "This is az of a distribution, which cannot assign roles.",
    remedy: "Install az from Microsoft (https://aka.ms/azcli), or: npm run az -- 2.91.0",
    source: "azure-cli issues #21349, #24959 and #26896",
  },
  {
    id: "multifactor-needed",
    codes: ["AADSTS50076", "AADSTS50079"],
    text: /Interactive authentication is needed|--claims-challenge/,
    cause: "Azure wants multifactor authentication before you create, change or delete anything.",
    remedy: "With az 2.76.0 or newer, run the az login command that it prints; older ones cannot.",
    source: "azure-cli issue #31009, pull requests #31699 and #31778",
  },
  {
    id: "cannot-ask",
    text: /Unable to prompt for confirmation as no tty/,
    cause: "az wants to ask whether you are sure, and nobody can answer.",
    remedy: "Add --yes to the command.",
    source: "azure-cli, knack prompting",
  },
  {
    id: "provider-not-registered",
    codes: ["MissingSubscriptionRegistration"],
    cause: "Your subscription has never had a key vault, and its provider is not registered.",
    remedy: "Register it: az provider register -n Microsoft.KeyVault --wait",
    source: "Azure resource providers and types",
  },
  {
    id: "refused-by-policy",
    codes: ["RequestDisallowedByPolicy"],
    cause: "A policy of your organization forbids such a resource.",
    remedy: "Use a subscription of your own, or ask who runs the policies.",
    source: "azure-cli pull request #33265",
  },
  {
    id: "firewall",
    codes: ["ForbiddenByFirewall"],
    cause: "The vault's firewall lets no caller of your address in.",
    remedy: "Add your address: az keyvault network-rule add -n ${vaultName} --ip-address <yours>",
    source: "Configure Azure Key Vault networking settings",
  },
  {
    id: "placeholder-pasted",
    text: /syntax error near unexpected token 'newline'|your-unique-keyvault-name: No such file|<your-/,
    cause: "A placeholder in angle brackets was pasted; a shell takes the brackets for redirections.",
    remedy: "Replace the whole of it, the brackets too.",
    source: "Bash reference, redirections",
  },
  {
    id: "old-node",
    text: /EBADENGINE/,
    cause: "The packages want Node.js 22 or newer.",
    remedy: "Install a newer Node.js. With an older one the code works as long as npm is not set to engine-strict.",
    source: "azure-sdk-for-js issue #37945",
  },
  {
    id: "challenge-resource",
    text: /challenge resource '.*' does not match the requested domain/,
    cause: "The address is not under vault.azure.net, as for an emulator or a private name.",
    remedy: "Use the vault's own address, or set disableChallengeResourceVerification in the client's options.",
    source: "Azure SDK blog, vault-uri",
  },
  {
    id: "group-elsewhere",
    codes: ["InvalidResourceGroupLocation"],
    cause: "The resource group exists in another region.",
    remedy: "Choose another name with --set resourceGroup=…, or its region with --set location=…",
    source: "Azure Resource Manager, common deployment errors",
  },
  {
    id: "two-identities",
    codes: ["Forbidden"],
    cause: "az and the program use different identities: what one may do, the other may not.",
    remedy:
      "Compare the appid and oid in the message with: az ad signed-in-user show --query id, and with ${principalId}",
    source: "azure-sdk-for-js issue #31094",
  },
  {
    id: "not-signed-in",
    text: /Please run 'az login' to setup account/,
    cause: "az is not signed in.",
    remedy: "Sign in: az login",
    source: "azure-cli, az login",
  },
];

/**
 * Finds what is known about an error. Codes are looked at before texts: a code means one thing, a text may be quoted.
 * @param error its code, if it has one, and all its text
 * @param known where to look; the whole catalogue unless a step has hints of its own
 */
export function findHint(
  error: { code?: string | undefined; text: string },
  known: readonly Hint[] = hints,
): Hint | undefined {
  const byCode = known.find(({ codes }) => error.code !== undefined && codes?.includes(error.code) === true);
  return byCode ?? known.find(({ text }) => text?.test(error.text) === true);
}
