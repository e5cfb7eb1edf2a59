import { ServiceError } from "../operation.ts";
import type { Call } from "../operation.ts";
import type { Secret } from "../state.ts";
import type { VaultOperation } from "./allowed.ts";
import { backupMark } from "./backup-secret.ts";
import { findLive } from "./find-secret.ts";
import { secretItem } from "./secret-bundle.ts";
import { refuseDeletedName } from "./set-secret.ts";

/** Restore Secret: all versions of a backup, under the name that the secret had. */
export const restoreSecret: VaultOperation = (vault, call) => {
  const secret = readBackup(call);
  if (findLive(vault, secret.name) !== undefined) {
    const message = `There was a conflict restoring the secret '${secret.name}': a secret of this name exists in the vault.`;
    throw new ServiceError(409, "Conflict", message);
  }
  refuseDeletedName(vault, secret.name, call.azure.now());
  vault.secrets.push(secret);
  const current = secret.versions.at(-1);
  if (current === undefined) throw new Error("a secret has at least one version");
  const apiVersion = call.query.get("api-version") ?? "";
  return { status: 200, body: secretItem(vault, secret.name, current, apiVersion, current.version) };
};

function readBackup({ body }: Call): Secret {
  const { value } = (body ?? {}) as { value?: unknown };
  const blob = Buffer.from(typeof value === "string" ? value : "", "base64url").toString();
  if (!blob.startsWith(backupMark)) {
    throw new ServiceError(400, "Malformed backup blob", "Backup blob contains invalid or corrupt version.");
  }
  return JSON.parse(blob.slice(backupMark.length));
}
