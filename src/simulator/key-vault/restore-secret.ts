import type { VaultOperation } from "./allowed.ts";
import { readBackup } from "./backup.ts";
import { currentVersion, findLive } from "./find-secret.ts";
import { restoreConflict } from "./key-vault-error.ts";
import { readRequest } from "./read-request.ts";
import { secretId, secretItem } from "./secret-bundle.ts";
import { refuseDeletedName } from "./set-secret.ts";

/** Restore Secret: all versions of a backup, under the name that the secret had. */
export const restoreSecret: VaultOperation = (vault, call) => {
  const secret = readBackup(readRequest(call, ["value"]).value ?? "");
  const current = currentVersion(secret);
  if (findLive(vault, secret.name)) throw restoreConflict(secretId(vault, secret.name, current.version));
  refuseDeletedName(vault, secret.name, call.azure.now());
  vault.secrets.push(secret);
  const apiVersion = call.query.get("api-version") ?? "";
  return { status: 200, body: secretItem(vault, secret.name, current, apiVersion, current.version) };
};
