import { generateKeyPairSync } from "node:crypto";
import type { KeyVersion } from "../../../src/simulator/key-vault/key-state.ts";
import { names, policyVault } from "./given.ts";
import type { Given } from "./given.ts";

const day = 86_400_000;
const material = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

/** The name of the key in the vault. */
export const keyName = "myKey";

/** The vault with access policies, with an RSA key in it. */
export const key: Given = (state, now) => {
  policyVault(state, now);
  const vault = state.vaults[0];
  if (vault) vault.keys = { live: [{ name: keyName, versions: [version(now)], rotationPolicy: null }], deleted: [] };
};

/** The vault with access policies, with a deleted key in it. */
export const deletedKey: Given = (state, now) => {
  key(state, now);
  const keys = state.vaults[0]?.keys;
  const object = keys?.live.pop();
  if (!object) throw new Error("there is a key to delete");
  const times = { deletedAt: now, visibleAt: now, scheduledPurgeAt: now + 7 * day, purgedUntil: null };
  keys?.deleted.push({ object, ...times });
};

function version(now: number): KeyVersion {
  const seconds = Math.floor(now / 1000);
  return {
    version: names.secretVersion,
    kty: "RSA",
    keyOps: ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"],
    material,
    tags: null,
    enabled: true,
    notBefore: null,
    expires: null,
    created: seconds,
    updated: seconds,
    exportable: false,
    releasePolicy: null,
  };
}
