import { remove } from "../lookup.ts";
import type { DeletedSecret } from "../state.ts";
import type { VaultOperation } from "./allowed.ts";
import { findDeleted, isListed, liveSecret, nameOf } from "./find-secret.ts";
import { nameIsBeingDeleted } from "./key-vault-error.ts";
import { deletedItem } from "./secret-bundle.ts";

const day = 86_400_000;

/** Delete Secret: at once no longer found, listed as deleted after a while, recoverable for the vault's retention. */
export const deleteSecret: VaultOperation = (vault, call) => {
  const { azure } = call;
  const now = azure.now();
  const name = nameOf(call);
  const onItsWay = findDeleted(vault, name, now);
  if (onItsWay !== undefined && !isListed(onItsWay, now)) throw nameIsBeingDeleted(name, false);
  const secret = liveSecret(vault, name);
  const deleted: DeletedSecret = {
    secret,
    deletedAt: now,
    visibleAt: now + azure.latency.secretDeletion,
    scheduledPurgeAt: now + vault.softDeleteRetentionInDays * day,
    purgedUntil: null,
  };
  remove(vault.secrets, secret);
  vault.deletedSecrets.push(deleted);
  return { status: 200, body: deletedItem(vault, deleted, call.query.get("api-version") ?? "", false) };
};
