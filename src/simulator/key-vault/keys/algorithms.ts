import { createPrivateKey, createPublicKey } from "node:crypto";
import type { KeyVersion } from "../key-state.ts";
import { badParameter } from "../key-vault-error.ts";
import { signDigest, verifyDigest } from "./ecdsa.ts";
import { curveOf, isRsa } from "./key-material.ts";
import { decrypt, encrypt, signPkcs1, signPss, verifyPkcs1, verifyPss } from "./rsa.ts";

interface SignatureAlgorithm {
  /** The curve of the keys that it works with; without one they are RSA keys. */
  curve?: string;
  hash: string;
  /** Of the digest, in bytes. */
  length: number;
}

/** "Key types, algorithms, and operations": Signature and verification. */
const signatures: Readonly<Record<string, SignatureAlgorithm>> = {
  RS256: { hash: "sha256", length: 32 },
  RS384: { hash: "sha384", length: 48 },
  RS512: { hash: "sha512", length: 64 },
  PS256: { hash: "sha256", length: 32 },
  PS384: { hash: "sha384", length: 48 },
  PS512: { hash: "sha512", length: 64 },
  ES256: { curve: "P-256", hash: "sha256", length: 32 },
  ES384: { curve: "P-384", hash: "sha384", length: 48 },
  ES512: { curve: "P-521", hash: "sha512", length: 64 },
  ES256K: { curve: "P-256K", hash: "sha256", length: 32 },
};

const encryptions = new Set(["RSA1_5", "RSA-OAEP", "RSA-OAEP-256"]);

/**
 * Encrypts or decrypts with a key of the vault. Throws 400 for a value that the key cannot take, or that was not
 * encrypted for it (the sentence about OAEP is quoted in azure-docs #39976; the other one is the simulator's own).
 *
 * @param id the key's address, for sentences
 */
export function crypt(
  how: "encrypt" | "decrypt",
  algorithm: string,
  version: KeyVersion,
  id: string,
  value: Buffer,
): Buffer {
  if (!encryptions.has(algorithm)) throw unsupported(algorithm);
  if (!isRsa(version.kty)) throw incompatible("encryption", id, version, algorithm, undefined);
  const key = createPrivateKey({ key: version.material, format: "jwk" });
  try {
    return how === "encrypt" ? encrypt(algorithm, createPublicKey(key), value) : decrypt(algorithm, key, value);
  } catch {
    if (how === "decrypt" && algorithm !== "RSA1_5") throw badParameter("Error occurred while decoding OAEP padding.");
    throw badParameter(`Property has invalid value: value. The key cannot ${how} it by ${algorithm}.`);
  }
}

/** Signs a digest with a key of the vault. */
export function sign(algorithm: string, version: KeyVersion, id: string, digest: Buffer): Buffer {
  const { hash, curve } = signatureAlgorithm(algorithm, version, id, digest);
  if (curve !== undefined) return signDigest(version.material, digest);
  const key = createPrivateKey({ key: version.material, format: "jwk" });
  return algorithm.startsWith("PS") ? signPss(hash, key, digest) : signPkcs1(hash, key, digest);
}

/** Whether a signature is the key's of a digest. */
export function verify(algorithm: string, version: KeyVersion, id: string, digest: Buffer, signature: Buffer): boolean {
  const { hash, curve } = signatureAlgorithm(algorithm, version, id, digest);
  if (curve !== undefined) return verifyDigest(version.material, digest, signature);
  const key = createPublicKey(createPrivateKey({ key: version.material, format: "jwk" }));
  const check = algorithm.startsWith("PS") ? verifyPss : verifyPkcs1;
  return check(hash, key, digest, signature);
}

function signatureAlgorithm(algorithm: string, version: KeyVersion, id: string, digest: Buffer): SignatureAlgorithm {
  const found = signatures[algorithm];
  if (found === undefined) throw unsupported(algorithm);
  if (found.curve !== curveOf(version)) throw incompatible("signing", id, version, algorithm, found.curve);
  if (digest.length !== found.length) {
    // The sentence is in public notes of users who sign with ES256K.
    const wanted = `${algorithm} requires ${found.length} bytes, encoded with base64url.`;
    throw badParameter(`Invalid length of 'value': ${digest.length} bytes. ${wanted}`);
  }
  return found;
}

function unsupported(algorithm: string): Error {
  return badParameter(`Unsupported algorithm: ${algorithm}`);
}

/** The sentence about curves is quoted in azure-sdk-for-java #6262; the one about types is made after it. */
function incompatible(
  what: string,
  id: string,
  version: KeyVersion,
  algorithm: string,
  wanted: string | undefined,
): Error {
  const curve = curveOf(version);
  const [has, needs] =
    wanted !== undefined && curve !== undefined
      ? [`uses curve '${curve}'`, `curve '${wanted}'`]
      : [`has type '${version.kty}'`, wanted === undefined ? "type 'RSA' or 'RSA-HSM'" : "type 'EC' or 'EC-HSM'"];
  return badParameter(
    `Key and ${what} algorithm are incompatible. Key ${id} ${has}, and algorithm '${algorithm}' can only be used with ${needs}.`,
  );
}
