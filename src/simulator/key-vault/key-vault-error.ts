import { ServiceError } from "../operation.ts";
import type { Caller } from "../operation.ts";
import type { Vault } from "../state.ts";

/** The 400 for a request that cannot be right. Where no source has the sentence, it is the simulator's own. */
export function badParameter(message: string): ServiceError {
  return new ServiceError(400, "BadParameter", message);
}

export function secretNotFound(name: string): ServiceError {
  const message = `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`;
  return new ServiceError(404, "SecretNotFound", message);
}

export function deletedSecretNotFound(name: string): ServiceError {
  return new ServiceError(404, "SecretNotFound", `Deleted Secret not found: ${name}`);
}

/** A name that a deleted secret still has (recorded in az's recordings of soft delete). */
export function nameIsDeleted(name: string): ServiceError {
  const message = `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`;
  return new ServiceError(409, "Conflict", message, { innerCode: "ObjectIsDeletedButRecoverable" });
}

/** A name that is on its way into, or out of, the list of deleted secrets (azure-cli issue #12722). */
export function nameIsBeingDeleted(name: string, toBeMade: boolean): ServiceError {
  const rest = toBeMade ? " and cannot be re-created; retry later." : ".";
  const message = `Secret ${name} is currently being deleted${rest}`;
  return new ServiceError(409, "Conflict", message, { innerCode: "ObjectIsBeingDeleted" });
}

/** A restore under a name that a secret, or another kind of object, has (recorded in the tests of the SDK for JavaScript). */
export function restoreConflict(id: string, word = "secret"): ServiceError {
  const message = `There was a conflict restoring the ${word} '${id}'. This can happen if either: a second ${word} with the same name was created after the first ${word} was deleted; thus trying to restore a ${word} whose name is already in use. To fix this, rename the second ${word} to something else so that the restore works. The second probable cause of this exception is when multiple operations are performed in parallel against the ${word}. To avoid this error, perform operations against a ${word} in a sequential manner.`;
  return new ServiceError(409, "Conflict", message);
}

/** A purge in a vault that forbids it (quoted from terraform's azurerm provider, September 2022). */
export function purgeIsProtected(vault: Vault): ServiceError {
  const message = `Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed. Vault: ${vault.name};location=${vault.location}`;
  return new ServiceError(403, "Forbidden", message);
}

/** What a vault with access policies says (steampipe-plugin-azure issue #127; Key Vault REST API error codes). */
export function forbiddenByPolicy(caller: Caller, vault: Vault, permission: string, objects = "secrets"): ServiceError {
  const who = `appid=${caller.appId};oid=${caller.objectId};iss=${caller.issuer}`;
  const message = `The user, group or application '${who}' does not have ${objects} ${permission} permission on key vault '${vault.name};location=${vault.location}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`;
  return new ServiceError(403, "Forbidden", message, { innerCode: "AccessDenied" });
}

/** What a vault with Azure RBAC says (recorded in az's test_keyvault_secret_soft_delete.yaml). */
export function forbiddenByRbac(caller: Caller, vault: Vault, dataAction: string, resource: string): ServiceError {
  const lines = [
    "Caller is not authorized to perform action on resource.",
    "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    `Caller: appid=${caller.appId};oid=${caller.objectId};iss=${caller.issuer}`,
    `Action: '${dataAction}'`,
    `Resource: '${resource}'`,
    "Assignment: (not found)",
    "DenyAssignmentId: null",
    "DecisionReason: null ",
    `Vault: ${vault.name};location=${vault.location}`,
    "",
  ];
  return new ServiceError(403, "Forbidden", lines.join("\r\n"), { innerCode: "ForbiddenByRbac" });
}
