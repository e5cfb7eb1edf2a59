import { ServiceError } from "../operation.ts";
import type { VaultOperation } from "./allowed.ts";
import { currentVersion, deletedSecret, findLive, forget, nameOf } from "./find-secret.ts";
import { secretItem } from "./secret-bundle.ts";

/** Recover Deleted Secret: all its versions come back. */
export const recoverDeletedSecret: VaultOperation = (vault, call) => {
  const name = nameOf(call);
  if (findLive(vault, name) !== undefined) {
    // Recorded in az's recordings of soft delete.
    throw new ServiceError(400, "MethodNotAllowed", `Secret exists already: ${name}`, {
      innerCode: "RequestNotAllowedOnNonDeletedObject",
    });
  }
  const deleted = deletedSecret(vault, name, call.azure.now());
  forget(vault, deleted);
  vault.secrets.push(deleted.secret);
  const current = currentVersion(deleted.secret);
  const apiVersion = call.query.get("api-version") ?? "";
  return { status: 200, body: secretItem(vault, deleted.secret.name, current, apiVersion, current.version) };
};
