import type { Operation } from "../operation.ts";
import { bodyOf, recordOf } from "./body.ts";
import { vaultMembers } from "./create-or-update-vault.ts";
import { refuseUnplayed } from "./refuse.ts";
import { applyProperties } from "./read-vault.ts";
import { tagsOf } from "./resource-group.ts";
import { showVault, vaultOf } from "./vault.ts";

/** Changes some of a vault's properties. */
export const updateVault: Operation = (call) => {
  const vault = vaultOf(call);
  const { properties, tags } = bodyOf(call);
  refuseUnplayed(bodyOf(call), vaultMembers, "vault");
  applyProperties(call.azure, vault, recordOf(properties));
  if (tags !== undefined) vault.tags = tagsOf(tags) ?? {};
  return { status: 200, body: showVault(call.azure, vault) };
};
