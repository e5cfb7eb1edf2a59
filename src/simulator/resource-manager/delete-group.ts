import { findAllBy } from "../lookup.ts";
import type { Operation } from "../operation.ts";
import { startOperation } from "./async-operation.ts";
import { groupId, groupOf } from "./resource-group.ts";
import { forgetRolesWithin } from "./role-access.ts";
import { softDelete } from "./vault.ts";

/** Deletes a group with all that is in it; its vaults become soft-deleted ones. Asynchronous: 202, then poll. */
export const deleteGroup: Operation = (call) => {
  const { azure } = call;
  const group = groupOf(call);
  const { id } = azure.state.subscription;
  // A second request joins the deletion that is under way.
  const doneAt = (group.goneAt ??= azure.now() + azure.latency.groupDeletion);
  for (const vault of findAllBy(azure.state.vaults, "resourceGroup", group.name)) softDelete(azure, vault, doneAt);
  forgetRolesWithin(azure.state, groupId(id, group.name));
  return startOperation(call, `/subscriptions/${id}/operationresults`, doneAt);
};
