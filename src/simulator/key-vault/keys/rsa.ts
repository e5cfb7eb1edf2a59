import {
  constants,
  createHash,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import type { KeyObject } from "node:crypto";

const raw = constants.RSA_NO_PADDING;

/** How a hash is named in front of a digest that PKCS #1 v1.5 signs (RFC 8017, 9.2, note 1). */
const digestInfo: Readonly<Record<string, string>> = {
  sha256: "3031300d060960864801650304020105000420",
  sha384: "3041300d060960864801650304020205000430",
  sha512: "3051300d060960864801650304020305000440",
};

/** Encrypts by an algorithm of JSON Web Encryption. Throws for a value that is too long for the key. */
export function encrypt(algorithm: string, key: KeyObject, value: Buffer): Buffer {
  return publicEncrypt({ key, ...paddingOf(algorithm) }, value);
}

/** Decrypts what `encrypt` encrypted. Throws for anything else. */
export function decrypt(algorithm: string, key: KeyObject, value: Buffer): Buffer {
  if (algorithm !== "RSA1_5") return privateDecrypt({ key, ...paddingOf(algorithm) }, value);
  // By hand, because older versions of Node.js refuse this padding in decryption (CVE-2023-46809).
  const padded = privateDecrypt({ key, padding: raw }, value);
  const end = padded.indexOf(0, 2);
  if (padded[0] !== 0 || padded[1] !== 2 || end < 10) throw new Error("the padding is wrong");
  return padded.subarray(end + 1);
}

function paddingOf(algorithm: string): { padding: number; oaepHash?: string } {
  if (algorithm === "RSA1_5") return { padding: constants.RSA_PKCS1_PADDING };
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: algorithm === "RSA-OAEP-256" ? "sha256" : "sha1" };
}

/** Signs a digest by PKCS #1 v1.5. By hand, because node:crypto signs messages only. */
export function signPkcs1(hash: string, key: KeyObject, digest: Buffer): Buffer {
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, named(hash, digest));
}

/** Whether a signature is PKCS #1 v1.5's of a digest. */
export function verifyPkcs1(hash: string, key: KeyObject, digest: Buffer, signature: Buffer): boolean {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).equals(named(hash, digest));
  } catch {
    return false;
  }
}

function named(hash: string, digest: Buffer): Buffer {
  return Buffer.concat([Buffer.from(digestInfo[hash] ?? "", "hex"), digest]);
}

/** Signs a digest by PSS, with a salt as long as the digest (RFC 8017, 9.1.1; RFC 7518, 3.5). */
export function signPss(hash: string, key: KeyObject, digest: Buffer): Buffer {
  const size = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const salt = randomBytes(digest.length);
  const seal = hashOf(hash, Buffer.alloc(8), digest, salt);
  const block = Buffer.concat([Buffer.alloc(size - 2 * digest.length - 2), Buffer.from([1]), salt]);
  const masked = xor(block, mask(hash, seal, block.length));
  // The number must be below the modulus: its highest bit is not set.
  masked.writeUInt8(masked.readUInt8(0) & 0x7f, 0);
  return privateEncrypt({ key, padding: raw }, Buffer.concat([masked, seal, Buffer.from([0xbc])]));
}

/** Whether a signature is PSS's of a digest, with a salt as long as the digest (RFC 8017, 9.1.2). */
export function verifyPss(hash: string, key: KeyObject, digest: Buffer, signature: Buffer): boolean {
  let encoded: Buffer;
  try {
    encoded = publicDecrypt({ key, padding: raw }, signature);
  } catch {
    return false;
  }
  const split = encoded.length - digest.length - 1;
  const [masked, seal] = [encoded.subarray(0, split), encoded.subarray(split, -1)];
  if (encoded.at(-1) !== 0xbc || (masked[0] ?? 0) > 0x7f) return false;
  const block = xor(masked, mask(hash, seal, split));
  block.writeUInt8(block.readUInt8(0) & 0x7f, 0);
  const one = split - digest.length - 1;
  if (block[one] !== 1 || block.subarray(0, one).some((byte) => byte !== 0)) return false;
  return hashOf(hash, Buffer.alloc(8), digest, block.subarray(one + 1)).equals(seal);
}

/** The mask generation function MGF1. */
function mask(hash: string, seed: Buffer, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let count = 0; Buffer.concat(parts).length < length; count++) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(count);
    parts.push(hashOf(hash, seed, counter));
  }
  return Buffer.concat(parts).subarray(0, length);
}

function hashOf(hash: string, ...parts: Buffer[]): Buffer {
  return createHash(hash).update(Buffer.concat(parts)).digest();
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
