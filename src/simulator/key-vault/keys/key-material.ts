import { createPrivateKey, generateKeyPair } from "node:crypto";
import type { KeyObject, webcrypto } from "node:crypto";
import { promisify } from "node:util";
import { ServiceError } from "../../operation.ts";
import type { KeyType, KeyVersion } from "../key-state.ts";
import { badParameter } from "../key-vault-error.ts";

const generate = promisify(generateKeyPair);

/** The sizes of RSA keys, and the curves of EC keys as a vault calls them and as node:crypto does ("About keys"). */
const sizes = [2048, 3072, 4096];
const curves: Readonly<Record<string, string>> = {
  "P-256": "P-256",
  "P-384": "P-384",
  "P-521": "P-521",
  "P-256K": "secp256k1",
};

/** What a key is to be like; what is left out is 2048 bits, or the curve P-256. */
export interface Shape {
  size?: number | undefined;
  curve?: string | undefined;
  publicExponent?: number | undefined;
}

/** Whether a type of key is RSA, protected by hardware or not. */
export function isRsa(kty: string): boolean {
  return kty.startsWith("RSA");
}

/**
 * The type of a key. Throws 400 for one that a vault does not have, `oct` among them: only a managed HSM has that (the
 * sentence is quoted in azure-sdk-for-java #31588).
 */
export function readKeyType(kty: string): KeyType {
  const found = (["RSA", "RSA-HSM", "EC", "EC-HSM"] as const).find((type) => type === kty);
  if (found !== undefined) return found;
  throw new ServiceError(400, "BadParameter", `Invalid kty value: ${kty}`, { innerCode: "KeyTypeNotSupported" });
}

/** Makes a private key. Throws 400 for a size or a curve that a vault does not have (azure-docs #88477 has the sentence). */
export async function generateKey(kty: KeyType, { size, curve, publicExponent }: Shape): Promise<webcrypto.JsonWebKey> {
  if (isRsa(kty)) {
    const modulusLength = size ?? 2048;
    refuseOther("key size", modulusLength, sizes);
    const options = { modulusLength, ...(publicExponent !== undefined && { publicExponent }) };
    return exported((await generate("rsa", options)).privateKey);
  }
  const name = curve ?? "P-256";
  refuseOther("curve", name, Object.keys(curves));
  return exported((await generate("ec", { namedCurve: curves[name] ?? "" })).privateKey);
}

/** Reads a private key that a caller brings. Throws 400 for what is none, or is none that a vault takes. */
export function readKey(kty: KeyType, jwk: Record<string, unknown>): webcrypto.JsonWebKey {
  let key: KeyObject;
  try {
    const crv = typeof jwk["crv"] === "string" ? (curves[jwk["crv"]] ?? jwk["crv"]) : undefined;
    const kind = isRsa(kty) ? "RSA" : "EC";
    key = createPrivateKey({ key: { ...jwk, kty: kind, ...(crv !== undefined && { crv }) }, format: "jwk" });
  } catch {
    throw badParameter("Property has invalid value: key. It is no private key as a JSON Web Key.");
  }
  const material = exported(key);
  if (isRsa(kty)) refuseOther("key size", key.asymmetricKeyDetails?.modulusLength ?? 0, sizes);
  else refuseOther("curve", curveOf({ material }) ?? "", Object.keys(curves));
  return material;
}

/** The name of an EC key's curve, as a vault calls it; undefined for an RSA key. */
export function curveOf({ material: { crv } }: Pick<KeyVersion, "material">): string | undefined {
  return crv === "secp256k1" ? "P-256K" : crv;
}

/** The public half of a key, as an answer shows it. */
export function publicHalf(version: Pick<KeyVersion, "kty" | "material">): Record<string, string> {
  const { n = "", e = "", x = "", y = "" } = version.material;
  return isRsa(version.kty) ? { n, e } : { crv: curveOf(version) ?? "", x, y };
}

/** How a new version is to be made so that it is like another. */
export function shapeOf(version: Pick<KeyVersion, "kty" | "material">): Shape {
  if (!isRsa(version.kty)) return { curve: curveOf(version) };
  return { size: Buffer.from(version.material.n ?? "", "base64url").length * 8 };
}

function exported(key: KeyObject): webcrypto.JsonWebKey {
  return key.export({ format: "jwk" });
}

function refuseOther<T extends number | string>(what: string, given: T, supported: readonly T[]): void {
  if (supported.includes(given)) return;
  throw badParameter(
    `Unsupported ${what} (${given}). Supported ${what.split(" ").at(-1)}s are [${supported.join(", ")}]`,
  );
}
