import type { VaultOperation } from "./allowed.ts";
import { deletedSecret, forget, nameOf } from "./find-secret.ts";
import { purgeIsProtected } from "./key-vault-error.ts";

/** Purge Deleted Secret: gone for good, though its name stays blocked for a while. */
export const purgeDeletedSecret: VaultOperation = (vault, call) => {
  const now = call.azure.now();
  const deleted = deletedSecret(vault, nameOf(call), now);
  if (vault.enablePurgeProtection === true) throw purgeIsProtected(vault);
  const { secretPurge } = call.azure.latency;
  if (secretPurge === 0) forget(vault, deleted);
  else deleted.purgedUntil = now + secretPurge;
  return { status: 204 };
};
