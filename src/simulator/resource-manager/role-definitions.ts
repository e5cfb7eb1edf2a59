/** A built-in role: what it lets its holder do to resources, and to the data in them. */
export interface RoleDefinition {
  /** A GUID, the same in every tenant. */
  id: string;
  roleName: string;
  description: string;
  actions: readonly string[];
  /** What the actions' wildcards do not mean. */
  notActions: readonly string[];
  dataActions: readonly string[];
}

const onlyRbac = "Only works for key vaults that use the 'Azure role-based access control' permission model.";

/** What every Key Vault role that is more than a user's may do to resources: look. */
const looking = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Insights/alertRules/*",
  "Microsoft.Resources/deployments/*",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
  "Microsoft.KeyVault/checkNameAvailability/read",
  "Microsoft.KeyVault/deletedVaults/read",
  "Microsoft.KeyVault/locations/*/read",
  "Microsoft.KeyVault/vaults/*/read",
  "Microsoft.KeyVault/operations/read",
];

/** The built-in roles that matter around a key vault, as they are ("Azure built-in roles": General, Security). */
export const roleDefinitions: readonly RoleDefinition[] = [
  {
    id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    roleName: "Owner",
    description: "Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.",
    actions: ["*"],
    notActions: [],
    dataActions: [],
  },
  {
    id: "b24988ac-6180-42a0-ab88-20f7382dd24c",
    roleName: "Contributor",
    description:
      "Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage assignments in Azure Blueprints, or share image galleries.",
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
      "Microsoft.Compute/galleries/share/action",
    ],
    dataActions: [],
  },
  {
    id: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    roleName: "Reader",
    description: "View all resources, but does not allow you to make any changes.",
    actions: ["*/read"],
    notActions: [],
    dataActions: [],
  },
  {
    id: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    roleName: "User Access Administrator",
    description: "Lets you manage user access to Azure resources.",
    actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
    notActions: [],
    dataActions: [],
  },
  keyVaultRole(
    "00482a5a-887f-4fb3-b363-3b7fe8e74483",
    "Key Vault Administrator",
    "Perform all data plane operations on a key vault and all objects in it, including certificates, keys, and secrets. Cannot manage key vault resources or manage role assignments.",
    looking,
    ["*"],
  ),
  keyVaultRole(
    "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    "Key Vault Secrets Officer",
    "Perform any action on the secrets of a key vault, except manage permissions.",
    looking,
    ["secrets/*"],
  ),
  keyVaultRole(
    "4633458b-17de-408a-b874-0445c86b69e6",
    "Key Vault Secrets User",
    "Read secret contents.",
    [],
    ["secrets/getSecret/action", "secrets/readMetadata/action"],
  ),
  keyVaultRole(
    "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
    "Key Vault Crypto Officer",
    "Perform any action on the keys of a key vault, except manage permissions.",
    looking,
    ["keys/*", "keyrotationpolicies/*"],
  ),
  keyVaultRole(
    "12338af0-0e69-4776-bea7-57ae8d297424",
    "Key Vault Crypto User",
    "Perform cryptographic operations using keys.",
    [],
    [
      "keys/read",
      ...["update", "backup", "encrypt", "decrypt", "wrap", "unwrap", "sign", "verify"].map(
        (action) => `keys/${action}/action`,
      ),
    ],
  ),
  keyVaultRole(
    "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    "Key Vault Crypto Service Encryption User",
    "Read metadata of keys and perform wrap/unwrap operations.",
    ["write", "read", "delete"].map((action) => `Microsoft.EventGrid/eventSubscriptions/${action}`),
    ["keys/read", "keys/wrap/action", "keys/unwrap/action"],
  ),
  keyVaultRole(
    "08bbd89e-9f13-488c-ac41-acfcb10c90ab",
    "Key Vault Crypto Service Release User",
    "Release keys.",
    [],
    ["keys/release/action"],
  ),
  keyVaultRole(
    "a4417e6f-fecd-4de8-b567-7b0420556985",
    "Key Vault Certificates Officer",
    "Perform any action on the certificates of a key vault, except manage permissions.",
    looking,
    ["certificatecas/*", "certificates/*", "certificatecontacts/write"],
  ),
  keyVaultRole(
    "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba",
    "Key Vault Certificate User",
    "Read certificate contents.",
    [],
    ["certificates/read", "secrets/getSecret/action", "secrets/readMetadata/action", "keys/read"],
  ),
  keyVaultRole(
    "21090545-7ca7-4776-b22c-e363652d74d2",
    "Key Vault Reader",
    "Read metadata of key vaults and its certificates, keys, and secrets. Cannot read sensitive values such as secret contents or key material.",
    looking,
    ["*/read", "secrets/readMetadata/action"],
  ),
  {
    id: "a68e7c17-0ab2-4c09-9a58-125dae29748c",
    roleName: "Key Vault Purge Operator",
    description: "Allows permanent deletion of soft-deleted vaults.",
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.KeyVault/deletedVaults/read",
      "Microsoft.KeyVault/locations/deletedVaults/read",
      "Microsoft.KeyVault/locations/deletedVaults/purge/action",
      "Microsoft.KeyVault/locations/operationResults/read",
    ],
    notActions: [],
    dataActions: [],
  },
];

/** A role for the data in a vault that uses RBAC; its data actions are given without what they all begin with. */
function keyVaultRole(
  id: string,
  roleName: string,
  description: string,
  actions: readonly string[],
  dataActions: readonly string[],
): RoleDefinition {
  return {
    id,
    roleName,
    description: `${description} ${onlyRbac}`,
    actions,
    notActions: [],
    dataActions: dataActions.map((action) => `Microsoft.KeyVault/vaults/${action}`),
  };
}
