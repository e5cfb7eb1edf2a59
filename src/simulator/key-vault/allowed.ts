import { findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Answer, Call, Route } from "../operation.ts";
import { findAllowing } from "../resource-manager/role-access.ts";
import type { RoleAssignment, Vault } from "../state.ts";
import { refuseVersion } from "./api-version.ts";
import { refuseByFirewall } from "./firewall.ts";
import { forbiddenByPolicy, forbiddenByRbac } from "./key-vault-error.ts";
import { hasDueCertificate, refuseManaged } from "./managed.ts";

/** What an operation does to secrets. */
export type Verb = "get" | "list" | "set" | "update" | "delete" | "backup" | "restore" | "recover" | "purge";

/** One operation on a vault that its caller may do. It may have to wait, to make a key. */
export type VaultOperation = (vault: Vault, call: Call) => Answer | Promise<Answer>;

/** What an operation on other objects than secrets takes: a permission of an access policy, or a data action of RBAC. */
export interface Needed {
  objects: "secrets" | "keys" | "certificates";
  permission: string;
  dataAction: string;
  /** Another permission that is enough. */
  alternative?: string;
}

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

/**
 * Lets an operation be reached only in a version that the data plane has, from an address that the vault's firewall lets
 * in, by a caller whom the vault lets: by its access policies or by Azure RBAC.
 */
export function allowed(needed: Verb | Needed, operation: VaultOperation): Route[2] {
  const needs = typeof needed === "string" ? neededForSecrets(needed) : needed;
  return async (call) => {
    const vault = vaultOf(call);
    refuseVersion(call);
    refuseByFirewall(vault, call);
    const assignment = vault.enableRbacAuthorization ? roleOf(vault, call, needs) : undefined;
    if (assignment === undefined) refuseWithoutPolicy(vault, call, needs);
    if (hasDueCertificate(vault, call.azure.now())) await complete(vault, call);
    refuseManaged(vault, needs.objects, needs.permission, call.params["name"] ?? "");
    const answer = await operation(vault, call);
    return assignment === undefined ? answer : byRole(assignment, answer);
  };
}

/** An answer that a role assignment allows names it (a header in az's recordings of vaults with Azure RBAC). */
function byRole({ name }: RoleAssignment, answer: Answer): Answer {
  const headers = { ...answer.headers, "x-ms-keyvault-rbac-assignment-id": name.replaceAll("-", "") };
  return { ...answer, headers };
}

/** Certificates are signed by whichever request to the vault comes first after they are due. */
async function complete(vault: Vault, { azure }: Call): Promise<void> {
  const { completeCertificates } = await import("./certificates/versions.ts");
  completeCertificates(vault, azure);
}

function neededForSecrets(verb: Verb): Needed {
  return { objects: "secrets", permission: permissionFor(verb), dataAction: dataActions[verb] };
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

function refuseWithoutPolicy(vault: Vault, { azure, caller }: Call, needed: Needed): void {
  const { objects, permission, alternative } = needed;
  const enough = new Set(["all", permission, alternative ?? permission].map((each) => each.toLowerCase()));
  const hasPolicy = vault.accessPolicies.some(
    ({ objectId, tenantId, permissions, effectiveAt }) =>
      objectId === caller.objectId &&
      tenantId === caller.tenantId &&
      effectiveAt <= azure.now() &&
      permissions[objects].some((each) => enough.has(each.toLowerCase())),
  );
  if (!hasPolicy) throw forbiddenByPolicy(caller, vault, permission, objects);
}

/** The role assignment that lets the caller do it; throws 403 where there is none. */
function roleOf(vault: Vault, { azure, caller, params }: Call, { dataAction, objects }: Needed): RoleAssignment {
  const { id } = azure.state.subscription;
  const group = `/subscriptions/${id}/resourcegroups/${vault.resourceGroup.toLowerCase()}`;
  const vaultId = `${group}/providers/microsoft.keyvault/vaults/${vault.name.toLowerCase()}`;
  // A role can be assigned at a single object ("Azure RBAC for Key Vault").
  const scope = params["name"] === undefined ? vaultId : `${vaultId}/${objects}/${params["name"].toLowerCase()}`;
  const assignment = findAllowing(azure.state, azure.now(), { principalId: caller.objectId, scope, dataAction });
  if (assignment !== undefined) return assignment;
  throw forbiddenByRbac(caller, vault, dataAction, scope);
}
