/** A built-in role: what it lets its holder do to resources, and to the data in them. */
export interface RoleDefinition {
  id: string;
  roleName: string;
  description: string;
  actions: readonly string[];
  dataActions: readonly string[];
}

const keyVaultReads = ["Microsoft.KeyVault/locations/*/read", "Microsoft.KeyVault/vaults/*/read"];

/** The built-in roles that matter around a key vault (Azure built-in roles; the GUIDs are the real ones). */
export const roleDefinitions: readonly RoleDefinition[] = [
  role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", "Full access, and may assign roles", ["*"], []),
  role("b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", "Full access, but may not assign roles", ["*"], []),
  role("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", "View all resources", ["*/read"], []),
  role(
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    "User Access Administrator",
    "Manage user access to Azure resources",
    ["*/read", "Microsoft.Authorization/*"],
    [],
  ),
  role(
    "00482a5a-887f-4fb3-b363-3b7fe8e74483",
    "Key Vault Administrator",
    "Perform all data plane operations on a key vault and all objects in it",
    keyVaultReads,
    ["Microsoft.KeyVault/vaults/*"],
  ),
  role(
    "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    "Key Vault Secrets Officer",
    "Perform any action on the secrets of a key vault, except manage permissions",
    keyVaultReads,
    ["Microsoft.KeyVault/vaults/secrets/*"],
  ),
  role(
    "4633458b-17de-408a-b874-0445c86b69e6",
    "Key Vault Secrets User",
    "Read secret contents",
    [],
    ["Microsoft.KeyVault/vaults/secrets/getSecret/action", "Microsoft.KeyVault/vaults/secrets/readMetadata/action"],
  ),
  role(
    "21090545-7ca7-4776-b22c-e363652d74d2",
    "Key Vault Reader",
    "Read metadata of key vaults and their certificates, keys, and secrets",
    keyVaultReads,
    ["Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/secrets/readMetadata/action"],
  ),
  role(
    "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
    "Key Vault Crypto Officer",
    "Perform any action on the keys of a key vault, except manage permissions",
    keyVaultReads,
    ["Microsoft.KeyVault/vaults/keys/*"],
  ),
  role(
    "a68e7c17-0ab2-4c09-9a58-125dae29748c",
    "Key Vault Purge Operator",
    "Allows permanent deletion of soft-deleted vaults",
    ["Microsoft.KeyVault/locations/deletedVaults/purge/action", "Microsoft.KeyVault/deletedVaults/read"],
    [],
  ),
];

function role(
  id: string,
  roleName: string,
  description: string,
  actions: readonly string[],
  dataActions: readonly string[],
): RoleDefinition {
  return { id, roleName, description, actions, dataActions };
}
