import { ServiceError } from "../operation.ts";
import type { Operation } from "../operation.ts";
import type { AccessPolicy } from "../state.ts";
import { bodyOf, readPolicies } from "./read-vault.ts";
import { vaultId, vaultOf } from "./vault.ts";

/** Adds, replaces or removes access policies without touching the others. */
export const updateAccessPolicies: Operation = (call) => {
  const { azure, params } = call;
  const vault = vaultOf(call);
  const given = readPolicies(azure, bodyOf(call).properties?.["accessPolicies"], vault.accessPolicies);
  const others = vault.accessPolicies.filter((policy) => !given.some(({ objectId }) => objectId === policy.objectId));
  switch (params["kind"]?.toLowerCase()) {
    case "add":
      vault.accessPolicies = [...others, ...given.map((policy) => merged(policy, vault.accessPolicies))];
      break;
    case "replace":
      vault.accessPolicies = [...others, ...given];
      break;
    case "remove":
      vault.accessPolicies = others;
      break;
    default:
      throw new ServiceError(400, "BadRequest", "The operation kind must be add, replace or remove.");
  }
  vault.modifiedAt = azure.now();
  const shown = given.map(({ tenantId, objectId, permissions }) => ({ tenantId, objectId, permissions }));
  const id = `${vaultId(azure, vault)}/accessPolicies/`;
  return {
    status: 200,
    body: { id, type: "Microsoft.KeyVault/vaults/accessPolicies", properties: { accessPolicies: shown } },
  };
};

/** What `add` does to a policy that is there: the permissions of both. */
function merged(policy: AccessPolicy, before: readonly AccessPolicy[]): AccessPolicy {
  const old = before.find(({ objectId }) => objectId === policy.objectId);
  if (old === undefined) return policy;
  const kinds = ["keys", "secrets", "certificates", "storage"] as const;
  const permissions = { ...old.permissions };
  for (const kind of kinds) {
    const both = new Set([...(old.permissions[kind] ?? []), ...(policy.permissions[kind] ?? [])]);
    if (both.size > 0) permissions[kind] = [...both];
  }
  return { ...policy, permissions };
}
