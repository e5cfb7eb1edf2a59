import type { Operation } from "../operation.ts";
import { startOperation } from "./async-operation.ts";
import { groupOf } from "./resource-group.ts";
import { softDelete } from "./vault.ts";

/** Deletes a group with all that is in it; its vaults become soft-deleted ones. Asynchronous: 202, then poll. */
export const deleteGroup: Operation = (call) => {
  const { azure } = call;
  const group = groupOf(call);
  const doneAt = azure.now() + azure.latency.groupDeletion;
  group.goneAt = doneAt;
  for (const vault of [...azure.state.vaults]) {
    if (vault.resourceGroup.toLowerCase() === group.name.toLowerCase()) softDelete(azure, vault, doneAt);
  }
  const { id } = azure.state.subscription;
  return startOperation(call, `/subscriptions/${id}/operationresults`, doneAt);
};
