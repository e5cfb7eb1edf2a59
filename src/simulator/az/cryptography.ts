import type { KeyObject } from "node:crypto";
import { encrypt, verifyPkcs1, verifyPss } from "../key-vault/keys/rsa.ts";

/** Encrypts with the public half of an RSA key; undefined where that must be left to the service. */
export function encryptFor(key: KeyObject | undefined, algorithm: string, value: Buffer): Buffer | undefined {
  const isPossible = key?.asymmetricKeyType === "rsa" && ["RSA-OAEP", "RSA-OAEP-256", "RSA1_5"].includes(algorithm);
  return isPossible ? encrypt(algorithm, key, value) : undefined;
}

/** Whether a signature is the key's of a digest; undefined where that must be left to the service. */
export function verifyFor(
  key: KeyObject | undefined,
  algorithm: string,
  digest: Buffer,
  signature: Buffer,
): boolean | undefined {
  if (key?.asymmetricKeyType !== "rsa" || !/^[RP]S/.test(algorithm)) return undefined;
  const check = algorithm.startsWith("PS") ? verifyPss : verifyPkcs1;
  return check(`sha${algorithm.slice(2)}`, key, digest, signature);
}
