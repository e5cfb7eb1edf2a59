import { ServiceError } from "../operation.ts";
import type { Operation } from "../operation.ts";
import type { AccessPolicy } from "../state.ts";
import { joinPermissions, readPolicies, showPolicy } from "./access-policy.ts";
import { bodyOf, recordOf } from "./body.ts";
import { vaultId, vaultOf } from "./vault.ts";

/** Adds, replaces or removes access policies without touching those of others. */
export const updateAccessPolicies: Operation = (call) => {
  const { azure, params } = call;
  const vault = vaultOf(call);
  const before = vault.accessPolicies;
  const kind = params["kind"]?.toLowerCase();
  const named = readPolicies(azure, recordOf(bodyOf(call)["properties"])["accessPolicies"], before);
  const policies = kind === "add" ? readPolicies(azure, withOld(named, before), before) : named;
  const others = before.filter((policy) => !policies.some(({ objectId }) => objectId === policy.objectId));
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
  vault.modifiedAt = azure.now();
  const id = `${vaultId(azure, vault)}/accessPolicies/`;
  const properties = { accessPolicies: vault.accessPolicies.map(showPolicy) };
  return { status: 200, body: { id, type: "Microsoft.KeyVault/vaults/accessPolicies", properties } };
};

/** What `add` makes of policies for somebody who has one: the permissions of both. */
function withOld(policies: readonly AccessPolicy[], before: readonly AccessPolicy[]): object[] {
  return policies.map((policy) => {
    const old = before.find(({ objectId }) => objectId === policy.objectId);
    return old === undefined
      ? policy
      : { ...policy, permissions: joinPermissions(old.permissions, policy.permissions) };
  });
}
