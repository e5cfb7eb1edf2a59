import { ServiceError } from "../operation.ts";
import type { Answer, Call, Operation } from "../operation.ts";
import { isAllowed } from "../resource-manager/role-access.ts";
import type { Vault } from "../state.ts";
import { badParameter, forbiddenByPolicy, forbiddenByRbac } from "./key-vault-error.ts";

/** What an operation on a secret takes: a permission of an access policy. */
export type Permission = "get" | "list" | "set" | "delete" | "backup" | "restore" | "recover" | "purge";

/** One operation on a vault that its caller may do. */
export type VaultOperation = (vault: Vault, call: Call) => Answer;

/** The permission as Azure RBAC names it (Azure permissions for Security, Microsoft.KeyVault). */
const dataActions: Record<Permission, string> = {
  get: "Microsoft.KeyVault/vaults/secrets/getSecret/action",
  list: "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
  set: "Microsoft.KeyVault/vaults/secrets/setSecret/action",
  delete: "Microsoft.KeyVault/vaults/secrets/delete",
  backup: "Microsoft.KeyVault/vaults/secrets/backup/action",
  restore: "Microsoft.KeyVault/vaults/secrets/restore/action",
  recover: "Microsoft.KeyVault/vaults/secrets/recover/action",
  purge: "Microsoft.KeyVault/vaults/secrets/purge/action",
};

/** Lets an operation be reached only by a caller whom the vault lets: by its access policies or by Azure RBAC. */
export function allowed(permission: Permission, operation: VaultOperation): Operation {
  return (call) => {
    const vault = vaultOf(call);
    if (call.query.get("api-version") === null) throw badParameter("The api-version query parameter is missing.");
    if (vault.enableRbacAuthorization) refuseWithoutRole(vault, call, permission);
    else if (!hasPolicy(vault, call, permission)) throw forbiddenByPolicy(call.caller, vault, permission);
    return operation(vault, call);
  };
}

function vaultOf({ azure, url }: Call): Vault {
  const name = url.hostname.split(".")[0] ?? "";
  const vault = azure.state.vaults.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (vault === undefined) throw new ServiceError(404, "VaultNotFound", `There is no vault '${name}'.`);
  return vault;
}

function hasPolicy(vault: Vault, { azure, caller }: Call, permission: Permission): boolean {
  return vault.accessPolicies.some(
    ({ objectId, tenantId, permissions, effectiveAt }) =>
      objectId === caller.objectId &&
      tenantId === caller.tenantId &&
      effectiveAt <= azure.now() &&
      permissions.secrets.some((each) => ["all", permission].includes(each.toLowerCase())),
  );
}

function refuseWithoutRole(vault: Vault, { azure, caller, params }: Call, permission: Permission): void {
  const { id } = azure.state.subscription;
  const group = `/subscriptions/${id}/resourcegroups/${vault.resourceGroup.toLowerCase()}`;
  const scope = `${group}/providers/microsoft.keyvault/vaults/${vault.name.toLowerCase()}`;
  const dataAction = dataActions[permission];
  if (isAllowed(azure.state, azure.now(), { principalId: caller.objectId, scope, dataAction })) return;
  const resource = params["name"] === undefined ? scope : `${scope}/secrets/${params["name"].toLowerCase()}`;
  throw forbiddenByRbac(caller, vault, dataAction, resource);
}
