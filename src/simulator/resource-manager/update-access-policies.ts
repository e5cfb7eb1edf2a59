import { ServiceError } from "../operation.ts";
import type { Operation, SimulatedAzure } from "../operation.ts";
import type { AccessPolicy } from "../state.ts";
import { isSame, joinPermissions, readPolicies, refuseTooMany, showPolicy } from "./access-policy.ts";
import { bodyOf, recordOf } from "./body.ts";
import { refuseUnplayed } from "./refuse.ts";
import { vaultId, vaultOf } from "./vault.ts";

/** Adds, replaces or removes access policies without touching those of others. */
export const updateAccessPolicies: Operation = (call) => {
  const { azure, params } = call;
  const vault = vaultOf(call);
  refuseUnplayed(bodyOf(call), ["id", "name", "type", "location", "properties"], "vault's access policies");
  const before = vault.accessPolicies;
  const kind = params["kind"]?.toLowerCase();
  const named = readPolicies(azure, recordOf(bodyOf(call)["properties"])["accessPolicies"], before);
  const policies = kind === "add" ? withOld(azure, named, before) : named;
  const others = before.filter((policy) => !policies.some((each) => isSame(each, policy)));
  switch (kind) {
    case "add":
    case "replace":
      vault.accessPolicies = [...others, ...policies];
      break;
    case "remove":
      vault.accessPolicies = others;
      break;
    default:
      throw new ServiceError(400, "BadRequest", "The operation kind must be add, replace or remove.");
  }
  refuseTooMany(vault.accessPolicies.length);
  vault.modifiedAt = azure.now();
  const id = `${vaultId(azure, vault)}/accessPolicies/`;
  const properties = { accessPolicies: vault.accessPolicies.map(showPolicy) };
  return { status: 200, body: { id, type: "Microsoft.KeyVault/vaults/accessPolicies", properties } };
};

/** What `add` makes of policies for somebody who has one: the permissions of both. */
function withOld(azure: SimulatedAzure, policies: AccessPolicy[], before: readonly AccessPolicy[]): AccessPolicy[] {
  return policies.map((policy) => {
    const old = before.find((each) => isSame(each, policy));
    if (old === undefined) return policy;
    const permissions = joinPermissions(old.permissions, policy.permissions);
    const isMore = JSON.stringify(permissions) !== JSON.stringify(old.permissions);
    const effectiveAt = isMore ? azure.now() + azure.latency.accessPolicy : old.effectiveAt;
    return {
      ...policy,
      permissions,
      named: [...new Set([...(old.named ?? []), ...(policy.named ?? [])])],
      effectiveAt,
    };
  });
}
