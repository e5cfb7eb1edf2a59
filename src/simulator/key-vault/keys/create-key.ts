import type { webcrypto } from "node:crypto";
import { append } from "../../lookup.ts";
import type { SimulatedAzure } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import type { Key, KeyType, KeyVersion } from "../key-state.ts";
import { badParameter } from "../key-vault-error.ts";
import { refuseManaged } from "../managed.ts";
import { seconds } from "../object-attributes.ts";
import { find, nameIn, refuseDeletedName } from "../soft-delete.ts";
import { keyBundle, keysOf } from "./key-bundle.ts";
import { generateKey, readKey, readKeyType } from "./key-material.ts";
import { keyRequests, readBody, readDescription, readOperations, refuseRelease } from "./key-request.ts";
import type { Described } from "./key-request.ts";

/** Create Key: makes a key, or a new version of it. */
export const createKey: VaultOperation = async (vault, call) => {
  const name = nameIn(call);
  refuseDeletedName("Key", keysOf(vault), name, call.azure.now());
  const body = readBody(keyRequests.created, call.body);
  const kty = readKeyType(body.kty ?? "");
  refuseHardware(vault, kty);
  const keyOps = readOperations(kty, body.key_ops);
  const description = readDescription(body);
  refuseRelease(vault, kty, description);
  const material = await generateKey(kty, {
    size: body.key_size ?? undefined,
    curve: body.crv ?? undefined,
    publicExponent: body.public_exponent ?? undefined,
  });
  return added(vault, call.azure, name, { kty, keyOps, material, ...description }, call.query.get("api-version") ?? "");
};

/** Import Key: a private key that the caller brings becomes a key, or a new version of it. */
export const importKey: VaultOperation = (vault, call) => {
  const name = nameIn(call);
  refuseDeletedName("Key", keysOf(vault), name, call.azure.now());
  const body = readBody(keyRequests.imported, call.body);
  const given = readKeyType(body.key.kty);
  const kty = body.Hsm === true && !given.endsWith("-HSM") ? readKeyType(`${given}-HSM`) : given;
  refuseHardware(vault, kty);
  const keyOps = readOperations(kty, body.key.key_ops);
  const description = readDescription(body);
  refuseRelease(vault, kty, description);
  const material = readKey(kty, body.key);
  return added(vault, call.azure, name, { kty, keyOps, material, ...description }, call.query.get("api-version") ?? "");
};

function added(vault: Vault, azure: SimulatedAzure, name: string, given: NewVersion, apiVersion: string) {
  // While an RSA key was made, another request may have made a certificate of this name, or deleted the key.
  refuseManaged(vault, "keys", "create", name);
  refuseDeletedName("Key", keysOf(vault), name, azure.now());
  const key = find(keysOf(vault), name) ?? addKey(vault, name);
  const version = newVersion(azure, given);
  key.versions.push(version);
  return { status: 200, body: keyBundle(vault, key, version, apiVersion) };
}

export type NewVersion = Described & { kty: KeyType; keyOps: string[]; material: webcrypto.JsonWebKey };

/** A version of a key, of now, with what is given and what is usual for the rest. */
export function newVersion(azure: SimulatedAzure, given: NewVersion, id: string = azure.hex(16)): KeyVersion {
  const now = seconds(azure.now());
  return {
    version: id,
    enabled: true,
    notBefore: null,
    expires: null,
    tags: null,
    exportable: false,
    releasePolicy: null,
    ...given,
    created: now,
    updated: now,
  };
}

/** Puts an empty key into a vault, which is to get its first version at once. */
export function addKey(vault: Vault, name: string): Key {
  return append(keysOf(vault).live, { name, versions: [], rotationPolicy: null });
}

/** Only a premium vault has an HSM ("About keys"); the sentence is the simulator's own. */
export function refuseHardware(vault: Vault, kty: KeyType): void {
  if (!kty.endsWith("-HSM") || vault.sku.name.toLowerCase() === "premium") return;
  throw badParameter(`Keys of type ${kty} are not supported by vaults of the sku '${vault.sku.name}'.`);
}
