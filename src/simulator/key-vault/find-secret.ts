import type { Call } from "../operation.ts";
import type { DeletedSecret, Secret, Vault } from "../state.ts";
import { badParameter, deletedSecretNotFound, nameIsBeingDeleted, secretNotFound } from "./key-vault-error.ts";

/** The name in the path, held against the service's rule. Names are told apart without regard to case. */
export function nameOf({ params }: Call): string {
  const name = params["name"] ?? "";
  if (/^[0-9a-zA-Z-]{1,127}$/.test(name)) return name;
  throw badParameter(
    `The request URI contains an invalid name: ${name}. It may contain only letters, digits and hyphens, at most 127.`,
  );
}

export function findLive(vault: Vault, name: string): Secret | undefined {
  return vault.secrets.find((secret) => secret.name.toLowerCase() === name.toLowerCase());
}

/** The secret; throws 404 where there is none. */
export function liveSecret(vault: Vault, name: string): Secret {
  const secret = findLive(vault, name);
  if (secret === undefined) throw secretNotFound(name);
  return secret;
}

/** A deleted secret, or one that is still on its way; purged ones whose name is free again are forgotten. */
export function findDeleted(vault: Vault, name: string, now: number): DeletedSecret | undefined {
  const found = vault.deletedSecrets.find(({ secret }) => secret.name.toLowerCase() === name.toLowerCase());
  const isForgotten = found?.purgedUntil !== undefined && found.purgedUntil !== null && found.purgedUntil <= now;
  return isForgotten ? undefined : found;
}

/** Whether the list of deleted secrets shows it. */
export function isListed({ visibleAt, purgedUntil }: DeletedSecret, now: number): boolean {
  return visibleAt <= now && purgedUntil === null;
}

/** A deleted secret that can be purged or recovered; throws 404, or 409 while it is on its way. */
export function deletedSecret(vault: Vault, name: string, now: number): DeletedSecret {
  const found = findDeleted(vault, name, now);
  if (found === undefined || found.purgedUntil !== null) throw deletedSecretNotFound(name);
  if (found.visibleAt > now) throw nameIsBeingDeleted(name, false);
  return found;
}

/** Takes a deleted secret out of the list. */
export function forget(vault: Vault, deleted: DeletedSecret): void {
  vault.deletedSecrets = vault.deletedSecrets.filter((each) => each !== deleted);
}
