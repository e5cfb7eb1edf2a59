import { findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Answer, Call, Operation } from "../operation.ts";
import { isAllowed } from "../resource-manager/role-access.ts";
import type { Vault } from "../state.ts";
import { badParameter, forbiddenByPolicy, forbiddenByRbac } from "./key-vault-error.ts";

/** What an operation does to secrets. */
export type Verb = "get" | "list" | "set" | "update" | "delete" | "backup" | "restore" | "recover" | "purge";

/** One operation on a vault that its caller may do. */
export type VaultOperation = (vault: Vault, call: Call) => Answer;

/** The data action of Azure RBAC ("Azure permissions for Security", Microsoft.KeyVault). */
const dataActions: Record<Verb, string> = {
  get: "Microsoft.KeyVault/vaults/secrets/getSecret/action",
  list: "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
  set: "Microsoft.KeyVault/vaults/secrets/setSecret/action",
  update: "Microsoft.KeyVault/vaults/secrets/update/action",
  delete: "Microsoft.KeyVault/vaults/secrets/delete",
  backup: "Microsoft.KeyVault/vaults/secrets/backup/action",
  restore: "Microsoft.KeyVault/vaults/secrets/restore/action",
  recover: "Microsoft.KeyVault/vaults/secrets/recover/action",
  purge: "Microsoft.KeyVault/vaults/secrets/purge/action",
};

/** Lets an operation be reached only by a caller whom the vault lets: by its access policies or by Azure RBAC. */
export function allowed(verb: Verb, operation: VaultOperation): Operation {
  return (call) => {
    const vault = vaultOf(call);
    if (call.query.get("api-version") === null) throw badParameter("The api-version query parameter is missing.");
    if (vault.enableRbacAuthorization) refuseWithoutRole(vault, call, dataActions[verb]);
    else refuseWithoutPolicy(vault, call, permissionFor(verb));
    return operation(vault, call);
  };
}

function vaultOf({ azure, url }: Call): Vault {
  const name = url.hostname.split(".")[0] ?? "";
  const vault = findBy(azure.state.vaults, "name", name);
  if (vault === undefined) throw new ServiceError(404, "VaultNotFound", `There is no vault '${name}'.`);
  return vault;
}

/** The permission of an access policy (Key Vault REST API: to update takes "secrets/set", the others their own name). */
function permissionFor(verb: Verb): string {
  return verb === "update" ? "set" : verb;
}

function refuseWithoutPolicy(vault: Vault, { azure, caller }: Call, permission: string): void {
  const hasPolicy = vault.accessPolicies.some(
    ({ objectId, tenantId, permissions, effectiveAt }) =>
      objectId === caller.objectId &&
      tenantId === caller.tenantId &&
      effectiveAt <= azure.now() &&
      permissions.secrets.some((each) => ["all", permission].includes(each.toLowerCase())),
  );
  if (!hasPolicy) throw forbiddenByPolicy(caller, vault, permission);
}

function refuseWithoutRole(vault: Vault, { azure, caller, params }: Call, dataAction: string): void {
  const { id } = azure.state.subscription;
  const group = `/subscriptions/${id}/resourcegroups/${vault.resourceGroup.toLowerCase()}`;
  const vaultId = `${group}/providers/microsoft.keyvault/vaults/${vault.name.toLowerCase()}`;
  // A role can be assigned at a single secret ("Azure RBAC for Key Vault").
  const scope = params["name"] === undefined ? vaultId : `${vaultId}/secrets/${params["name"].toLowerCase()}`;
  if (isAllowed(azure.state, azure.now(), { principalId: caller.objectId, scope, dataAction })) return;
  throw forbiddenByRbac(caller, vault, dataAction, scope);
}
