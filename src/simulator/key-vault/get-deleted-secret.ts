import type { VaultOperation } from "./allowed.ts";
import { findDeleted, isListed, nameOf } from "./find-secret.ts";
import { deletedSecretNotFound } from "./key-vault-error.ts";
import { deletedItem } from "./secret-bundle.ts";

/** Get Deleted Secret: 404 until the deletion is complete, which is what a client that waits for it polls. */
export const getDeletedSecret: VaultOperation = (vault, call) => {
  const name = nameOf(call);
  const now = call.azure.now();
  const deleted = findDeleted(vault, name, now);
  if (deleted === undefined || !isListed(deleted, now)) throw deletedSecretNotFound(name);
  return { status: 200, body: deletedItem(vault, deleted, call.query.get("api-version") ?? "", false) };
};
