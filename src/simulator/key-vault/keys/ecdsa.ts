import { createECDH, randomBytes } from "node:crypto";
import type { webcrypto } from "node:crypto";

/** A curve as OpenSSL calls it, the order of its base point (FIPS 186-5, SEC 2), and the length of a coordinate in bytes. */
interface Curve {
  openssl: string;
  order: bigint;
  length: number;
}

const curves: Readonly<Record<string, Curve>> = {
  "P-256": {
    openssl: "prime256v1",
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    length: 32,
  },
  "P-384": {
    openssl: "secp384r1",
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    length: 48,
  },
  "P-521": {
    openssl: "secp521r1",
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    length: 66,
  },
  secp256k1: {
    openssl: "secp256k1",
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
    length: 32,
  },
};

/**
 * Signs a digest by ECDSA (FIPS 186-5, 6.4). By hand, because a vault is given digests and node:crypto signs messages
 * only; the one multiplication of a point is node:crypto's.
 *
 * @param key a private EC key
 * @param digest at most as long as the curve's order
 * @returns r and s, each as long as a coordinate, as JSON Web Signatures have them
 */
export function signDigest(key: webcrypto.JsonWebKey, digest: Buffer): Buffer {
  const curve = curveOf(key);
  const { order, length } = curve;
  for (;;) {
    const k = toInteger(randomBytes(length + 8)) % order;
    if (k === 0n) continue;
    const r = abscissa(curve, k) % order;
    const s = (inverse(k, order) * (toInteger(digest) + r * privateScalar(key))) % order;
    if (r !== 0n && s !== 0n) return Buffer.concat([toBytes(r, length), toBytes(s, length)]);
  }
}

/**
 * Whether a signature is one of a digest. A vault knows the private key d, so that the equation u₁G + u₂Q of the standard
 * is one multiplication: (u₁ + u₂d)G.
 */
export function verifyDigest(key: webcrypto.JsonWebKey, digest: Buffer, signature: Buffer): boolean {
  const curve = curveOf(key);
  const { order, length } = curve;
  if (signature.length !== 2 * length) return false;
  const [r, s] = [toInteger(signature.subarray(0, length)), toInteger(signature.subarray(length))];
  if (r === 0n || s === 0n || r >= order || s >= order) return false;
  const scalar = (inverse(s, order) * (toInteger(digest) + r * privateScalar(key))) % order;
  return scalar !== 0n && abscissa(curve, scalar) % order === r;
}

function curveOf({ crv = "" }: webcrypto.JsonWebKey): Curve {
  const curve = curves[crv];
  if (curve === undefined) throw new Error(`no such curve: ${crv}`);
  return curve;
}

function privateScalar({ d = "" }: webcrypto.JsonWebKey): bigint {
  return toInteger(Buffer.from(d, "base64url"));
}

/** The x coordinate of the base point times a number. */
function abscissa({ openssl, length }: Curve, scalar: bigint): bigint {
  const point = createECDH(openssl);
  point.setPrivateKey(toBytes(scalar, length));
  return toInteger(point.getPublicKey().subarray(1, 1 + length));
}

/** The inverse modulo a prime, by Fermat's little theorem. */
function inverse(value: bigint, prime: bigint): bigint {
  let [result, base, exponent] = [1n, value % prime, prime - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}

function toInteger(bytes: Buffer): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString("hex")}`);
}

function toBytes(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, "0"), "hex");
}
