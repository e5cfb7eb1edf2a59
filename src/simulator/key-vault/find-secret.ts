import { findBy, remove } from "../lookup.ts";
import type { Call } from "../operation.ts";
import type { DeletedSecret, Secret, SecretVersion, Vault } from "../state.ts";
import { badParameter, deletedSecretNotFound, nameIsBeingDeleted, secretNotFound } from "./key-vault-error.ts";

/** The name in the path, held against the service's rule; the sentence is recorded in the tests of the SDK for Rust. */
export function nameOf({ params }: Call): string {
  const name = params["name"] ?? "";
  if (/^[0-9a-zA-Z-]{1,127}$/.test(name)) return name;
  throw badParameter(`The request URI contains an invalid name: ${name}`);
}

/** The secret of a name, in any case (the service's paging tokens hold names in capitals: it tells none apart by case). */
export function findLive(vault: Vault, name: string): Secret | undefined {
  return findBy(vault.secrets, "name", name);
}

/** The secret; throws 404 where there is none. */
export function liveSecret(vault: Vault, name: string): Secret {
  const secret = findLive(vault, name);
  if (secret === undefined) throw secretNotFound(name);
  return secret;
}

/** The newest version of a secret. */
export function currentVersion({ versions }: Secret): SecretVersion {
  const current = versions.at(-1);
  if (current === undefined) throw new Error("a secret has at least one version");
  return current;
}

/** The version in the path, or the newest where it names none; throws 404 for one that is not there. */
export function versionOf(secret: Secret, { params }: Call): SecretVersion {
  const wanted = params["version"];
  if (wanted === undefined) return currentVersion(secret);
  const version = findBy(secret.versions, "version", wanted);
  if (version === undefined) throw secretNotFound(`${secret.name}/${wanted}`);
  return version;
}

/** A deleted secret, or one that is still on its way. Its name is free when the purge, or the retention, is over. */
export function findDeleted(vault: Vault, name: string, now: number): DeletedSecret | undefined {
  const found = findBy(vault.deletedSecrets, "secret.name", name);
  return found === undefined || isOver(found, now) ? undefined : found;
}

/** Whether the list of deleted secrets shows it. */
export function isListed(deleted: DeletedSecret, now: number): boolean {
  return deleted.visibleAt <= now && deleted.purgedUntil === null && !isOver(deleted, now);
}

function isOver({ purgedUntil, scheduledPurgeAt }: DeletedSecret, now: number): boolean {
  return (purgedUntil ?? scheduledPurgeAt) <= now;
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
  remove(vault.deletedSecrets, deleted);
}
