import type { Refusal } from "../authenticate.ts";
import { ServiceError } from "../operation.ts";
import type { Caller } from "../operation.ts";
import type { Vault } from "../state.ts";

/** The 401 with the challenge that tells a client whom to ask for a token (recorded in az's test_keyvault_secret.yaml). */
export function refuseCaller(refusal: Refusal, tenantId: string): ServiceError {
  const authorization = `https://login.microsoftonline.com/${tenantId}`;
  const challenge = `Bearer authorization="${authorization}", resource="https://vault.azure.net"`;
  const sentences: Record<Refusal, string> = {
    missing: "AKV10000: Request is missing a Bearer or PoP token.",
    invalid: "AKV10005: Invalid token signature.",
    expired: "AKV10046: Unable to resolve the key used for signature validation, or the token has expired.",
    audience: "AKV10022: Invalid audience. Expected https://vault.azure.net.",
  };
  return new ServiceError(401, "Unauthorized", sentences[refusal], { headers: { "www-authenticate": challenge } });
}

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

/** A name that is on its way into, or out of, the list of deleted secrets. */
export function nameIsBeingDeleted(name: string, toBeMade: boolean): ServiceError {
  const rest = toBeMade ? " and cannot be re-created; retry later." : ".";
  const message = `Secret ${name} is currently being deleted${rest}`;
  return new ServiceError(409, "Conflict", message, { innerCode: "ObjectIsBeingDeleted" });
}

/** What a vault with access policies says (steampipe-plugin-azure issue #127; Key Vault REST API error codes). */
export function forbiddenByPolicy(caller: Caller, vault: Vault, permission: string): ServiceError {
  const who = `appid=${caller.appId};oid=${caller.objectId};iss=${caller.issuer}`;
  const message = `The user, group or application '${who}' does not have secrets ${permission} permission on key vault '${vault.name};location=${vault.location}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`;
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
