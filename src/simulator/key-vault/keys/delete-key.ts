import { sortedBy } from "../../lookup.ts";
import type { Call } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import { readBackup, writeBackup } from "../object-backup.ts";
import type { Deleted, Key } from "../key-state.ts";
import { restoreConflict } from "../key-vault-error.ts";
import { addressOf } from "../object-attributes.ts";
import { page } from "../page.ts";
import {
  find,
  listed,
  nameIn,
  purge,
  recover,
  refuseDeletedName,
  requireListed,
  requireLive,
  softDelete,
} from "../soft-delete.ts";
import { deletion, keyBundle, keyItem, keysOf, newest } from "./key-bundle.ts";

/** Delete Key: at once no longer found, listed as deleted after a while, recoverable for the vault's retention. */
export const deleteKey: VaultOperation = (vault, call) => ({
  status: 200,
  body: deletedKey(vault, softDelete("Key", vault, keysOf(vault), call), call),
});

/** Get Deleted Key. */
export const getDeletedKey: VaultOperation = (vault, call) => ({
  status: 200,
  body: deletedKey(vault, requireListed("Key", keysOf(vault), call), call),
});

/** Get Deleted Keys: a page of the deleted keys that can be recovered. */
export const getDeletedKeys: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  const deleted = listed(sortedBy(keysOf(vault).deleted, "object.name"), call.azure.now());
  return page(call, deleted, (each) => ({
    ...deletion(vault, each, "deletedkeys"),
    ...keyItem(vault, each.object, newest(each.object), apiVersion),
  }));
};

/** Recover Deleted Key: all its versions come back. */
export const recoverDeletedKey: VaultOperation = (vault, call) => {
  const { object } = recover("Key", keysOf(vault), call);
  return { status: 200, body: keyBundle(vault, object, newest(object), call.query.get("api-version") ?? "") };
};

/** Purge Deleted Key. */
export const purgeDeletedKey: VaultOperation = (vault, call) => {
  purge("Key", vault, keysOf(vault), call);
  return { status: 204 };
};

/** Backup Key: all versions as an opaque blob. */
export const backupKey: VaultOperation = (vault, call) => ({
  status: 200,
  body: { value: writeBackup("key", requireLive("Key", keysOf(vault), nameIn(call))) },
});

/** Restore Key: all versions of a backup, under the name that the key had. */
export const restoreKey: VaultOperation = (vault, call) => {
  const key = readBackup("key", call.body);
  if (find(keysOf(vault), key.name)) {
    throw restoreConflict(addressOf(vault, "keys", key.name, newest(key).version), "key");
  }
  refuseDeletedName("Key", keysOf(vault), key.name, call.azure.now());
  keysOf(vault).live.push(key);
  return { status: 200, body: keyBundle(vault, key, newest(key), call.query.get("api-version") ?? "") };
};

function deletedKey(vault: Vault, deleted: Deleted<Key>, call: Call): object {
  const { object } = deleted;
  const apiVersion = call.query.get("api-version") ?? "";
  return { ...deletion(vault, deleted, "deletedkeys"), ...keyBundle(vault, object, newest(object), apiVersion) };
}
