import { append, findBy, remove } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Call, SimulatedAzure } from "../operation.ts";
import type { Vault } from "../state.ts";
import { badParameter, purgeIsProtected } from "./key-vault-error.ts";
import type { Deleted, Shelf } from "./key-state.ts";

/** What soft-delete needs to know of a kind of object: its name in sentences, which is the beginning of its codes. */
export type Noun = "Key" | "Certificate";

interface Named {
  name: string;
}

const day = 86_400_000;

/** The name in the path, held against the service's rule; the sentence is recorded in the tests of the SDK for Rust. */
export function nameIn({ params }: Call): string {
  const name = params["name"] ?? "";
  if (/^[0-9a-zA-Z-]{1,127}$/.test(name)) return name;
  throw badParameter(`The request URI contains an invalid name: ${name}`);
}

/** The 404 for an object, or a version of it, that is not there (recorded in the tests of the SDK for JavaScript). */
export function notFound(noun: Noun, name: string): ServiceError {
  const word = noun.toLowerCase();
  const message = `A ${word} with (name/id) ${name} was not found in this key vault. If you recently deleted this ${word} you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`;
  return new ServiceError(404, `${noun}NotFound`, message);
}

/** The object of a name, in any case. */
export function find<T extends Named>({ live }: Shelf<T>, name: string): T | undefined {
  return findBy<T, Named>(live, "name", name);
}

/** The object; throws 404 where there is none. */
export function requireLive<T extends Named>(noun: Noun, shelf: Shelf<T>, name: string): T {
  const object = find(shelf, name);
  if (object === undefined) throw notFound(noun, name);
  return object;
}

/** Throws 409 for a name that a deleted object still has. */
export function refuseDeletedName<T extends Named>(noun: Noun, shelf: Shelf<T>, name: string, now: number): void {
  const deleted = findDeleted(shelf, name, now);
  if (deleted === undefined) return forget(shelf, name);
  throw isListed(deleted, now)
    ? conflict(
        `${noun} ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the ${noun.toLowerCase()} can only be recovered or purged.`,
        "ObjectIsDeletedButRecoverable",
      )
    : conflict(
        `${noun} ${name} is currently being deleted and cannot be re-created; retry later.`,
        "ObjectIsBeingDeleted",
      );
}

/** Deletes an object: it is gone at once, and comes into the list of deleted ones after a while. Throws 404, or 409. */
export function softDelete<T extends Named>(noun: Noun, vault: Vault, shelf: Shelf<T>, call: Call): Deleted<T> {
  const { azure } = call;
  const name = nameIn(call);
  const now = azure.now();
  const onItsWay = findDeleted(shelf, name, now);
  if (onItsWay !== undefined && !isListed(onItsWay, now)) throw beingDeleted(noun, name);
  const object = requireLive(noun, shelf, name);
  const deleted: Deleted<T> = {
    object,
    deletedAt: now,
    visibleAt: now + azure.latency.secretDeletion,
    scheduledPurgeAt: now + vault.softDeleteRetentionInDays * day,
    purgedUntil: null,
  };
  remove(shelf.live, object);
  forget(shelf, name);
  return append(shelf.deleted, deleted);
}

/** Those of the deleted objects that the list shows. */
export function listed<T>(deleted: readonly Deleted<T>[], now: number): Deleted<T>[] {
  return deleted.filter((each) => isListed(each, now));
}

/** A deleted object as its address shows it: 404 until the deletion is complete, which is what waiting clients poll. */
export function requireListed<T extends Named>(noun: Noun, shelf: Shelf<T>, call: Call): Deleted<T> {
  const now = call.azure.now();
  const deleted = findDeleted(shelf, nameIn(call), now);
  if (deleted === undefined || !isListed(deleted, now)) throw deletedNotFound(noun, nameIn(call));
  return deleted;
}

/** Brings a deleted object back. Throws 404, 409 while it is being deleted, 400 where one of its name is live. */
export function recover<T extends Named>(noun: Noun, shelf: Shelf<T>, call: Call): Deleted<T> {
  const name = nameIn(call);
  if (find(shelf, name) !== undefined) {
    throw new ServiceError(400, "MethodNotAllowed", `${noun} exists already: ${name}`, {
      innerCode: "RequestNotAllowedOnNonDeletedObject",
    });
  }
  const deleted = requireDeleted(noun, shelf, name, call.azure.now());
  forget(shelf, name);
  shelf.live.push(deleted.object);
  return deleted;
}

/** Purges a deleted object: gone for good, though its name stays blocked for a while. Throws 404, 409, or 403. */
export function purge<T extends Named>(noun: Noun, vault: Vault, shelf: Shelf<T>, call: Call): void {
  const { now, latency }: SimulatedAzure = call.azure;
  const name = nameIn(call);
  const deleted = requireDeleted(noun, shelf, name, now());
  if (vault.enablePurgeProtection === true) throw purgeIsProtected(vault);
  if (latency.secretPurge === 0) forget(shelf, name);
  else deleted.purgedUntil = now() + latency.secretPurge;
}

function requireDeleted<T extends Named>(noun: Noun, shelf: Shelf<T>, name: string, now: number): Deleted<T> {
  const found = findDeleted(shelf, name, now);
  if (found === undefined || found.purgedUntil !== null) throw deletedNotFound(noun, name);
  if (found.visibleAt > now) throw beingDeleted(noun, name);
  return found;
}

function findDeleted<T extends Named>({ deleted }: Shelf<T>, name: string, now: number): Deleted<T> | undefined {
  const found = findBy<Deleted<T>, Deleted<Named>>(deleted, "object.name", name);
  return found === undefined || isOver(found, now) ? undefined : found;
}

function forget<T extends Named>(shelf: Shelf<T>, name: string): void {
  const known = findBy<Deleted<T>, Deleted<Named>>(shelf.deleted, "object.name", name);
  if (known !== undefined) remove(shelf.deleted, known);
}

function isListed(deleted: Deleted<unknown>, now: number): boolean {
  return deleted.visibleAt <= now && deleted.purgedUntil === null && !isOver(deleted, now);
}

function isOver({ purgedUntil, scheduledPurgeAt }: Deleted<unknown>, now: number): boolean {
  return (purgedUntil ?? scheduledPurgeAt) <= now;
}

function deletedNotFound(noun: Noun, name: string): ServiceError {
  return new ServiceError(404, `${noun}NotFound`, `Deleted ${noun} not found: ${name}`);
}

function beingDeleted(noun: Noun, name: string): ServiceError {
  return conflict(`${noun} ${name} is currently being deleted.`, "ObjectIsBeingDeleted");
}

function conflict(message: string, innerCode: string): ServiceError {
  return new ServiceError(409, "Conflict", message, { innerCode });
}
