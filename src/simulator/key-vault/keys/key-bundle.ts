import { findBy } from "../../lookup.ts";
import type { Call } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { Deleted, Key, KeyVersion, Shelf } from "../key-state.ts";
import { isManaged } from "../managed.ts";
import { addressOf, attributesOf, isSince, seconds } from "../object-attributes.ts";
import { notFound, requireLive } from "../soft-delete.ts";
import { publicHalf } from "./key-material.ts";

/** The keys of a vault. A vault has none written down until its first. */
export function keysOf(vault: Vault): Shelf<Key> {
  vault.keys ??= { live: [], deleted: [] };
  // What was stored, not what was written: only changes of that are kept.
  return vault.keys;
}

/** The key that the path names, and its version, or the newest where the path names none. Throws 404. */
export function keyOf(vault: Vault, { params }: Call): { key: Key; version: KeyVersion } {
  const key = requireLive("Key", keysOf(vault), params["name"] ?? "");
  const wanted = params["version"];
  if (wanted === undefined) return { key, version: newest(key) };
  const version = findBy(key.versions, "version", wanted);
  if (version === undefined) throw notFound("Key", `${key.name}/${wanted}`);
  return { key, version };
}

/** The newest version of a key. */
export function newest({ versions }: Key): KeyVersion {
  const version = versions.at(-1);
  if (version === undefined) throw new Error("a key has at least one version");
  return version;
}

/** A version of a key with its public half. The order of members is that of recorded answers. */
export function keyBundle(vault: Vault, { name }: Key, version: KeyVersion, apiVersion: string): object {
  return {
    key: {
      kid: addressOf(vault, "keys", name, version.version),
      kty: version.kty,
      key_ops: version.keyOps,
      ...publicHalf(version),
    },
    ...described(vault, name, version, apiVersion),
    ...(version.releasePolicy !== null && { release_policy: version.releasePolicy }),
  };
}

/**
 * A version of a key without its material: an item of a list.
 * @param id the version's, left out in a list of keys
 */
export function keyItem(vault: Vault, { name }: Key, version: KeyVersion, apiVersion: string, id?: string): object {
  return {
    kid: addressOf(vault, "keys", name, ...(id === undefined ? [] : [id])),
    ...described(vault, name, version, apiVersion),
  };
}

/** What a deleted key has beside what it had. */
export function deletion(
  vault: Vault,
  { object, deletedAt, scheduledPurgeAt }: Deleted<{ name: string }>,
  list: string,
): object {
  return {
    recoveryId: addressOf(vault, list, object.name),
    deletedDate: seconds(deletedAt),
    scheduledPurgeDate: seconds(scheduledPurgeAt),
  };
}

function described(vault: Vault, name: string, version: KeyVersion, apiVersion: string): object {
  return {
    attributes: {
      ...attributesOf(vault, version, apiVersion),
      // In recordings with 7.5-preview.1 and later; with 7.3 of none that cannot be exported.
      ...((isSince(apiVersion, 7.5) || version.exportable) && { exportable: version.exportable }),
      ...(isSince(apiVersion, 7.5) && { hsmPlatform: version.kty.endsWith("-HSM") ? "2" : "0" }),
    },
    ...(version.tags !== null && { tags: version.tags }),
    ...(isManaged(vault, name) && { managed: true }),
  };
}
