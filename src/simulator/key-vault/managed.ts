import { plain } from "../watch.ts";
import { ServiceError } from "../operation.ts";
import type { Vault } from "../state.ts";
import type { Certificate } from "./certificate-state.ts";
import { find } from "./soft-delete.ts";

/** Whether a key or a secret is one face of a certificate, which alone decides when it comes and goes. */
export function isManaged(vault: Vault, name: string): boolean {
  return vault.certificates !== undefined && find(vault.certificates, name) !== undefined;
}

/** Whether a certificate that signs itself is ready to be signed. */
export function hasDueCertificate(vault: Vault, now: number): boolean {
  const isDue = ({ operation }: Certificate): boolean =>
    operation?.status === "inProgress" && operation.readyAt !== null && operation.readyAt <= now;
  return plain(vault.certificates?.live ?? []).some(isDue);
}

/** What may be done to the faces of a certificate: nothing that makes, changes or removes one. */
const harmless = new Set(["get", "list", "encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify"]);

/**
 * Throws 403 where a key or a secret would be changed that is a certificate's. Recorded for `delete` in the tests of the
 * SDK for JavaScript, quoted for `set` in terraform-provider-azurerm #5659.
 */
export function refuseManaged(vault: Vault, objects: string, verb: string, name: string): void {
  if ((objects !== "keys" && objects !== "secrets") || harmless.has(verb) || !isManaged(vault, name)) return;
  const message = `Operation "${verb}" is not allowed as this object's lifetime is managed by Key Vault.`;
  const innerCode = objects === "keys" ? "KeyManagedByKeyVault" : "SecretManagedByKeyVault";
  throw new ServiceError(403, "Forbidden", message, { innerCode });
}
