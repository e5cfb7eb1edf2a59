import { ServiceError } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { startOperation } from "./async-operation.ts";
import { deletedVaultOf } from "./get-deleted-vault.ts";

/** Purges a deleted vault, after which its name is free. Asynchronous: 202, then poll. */
export const purgeDeletedVault: Operation = (call) => {
  const { azure } = call;
  const deleted = deletedVaultOf(call);
  const { vault } = deleted;
  if (vault.enablePurgeProtection === true) {
    throw new ServiceError(405, "MethodNotAllowed", "Operation 'DeletedVaultPurge' is not allowed.");
  }
  const doneAt = (deleted.goneAt ??= azure.now() + azure.latency.vaultPurge);
  const { id } = azure.state.subscription;
  const path = `/subscriptions/${id}/providers/Microsoft.KeyVault/locations/${vault.location}/operationResults`;
  return startOperation(call, path, doneAt);
};
