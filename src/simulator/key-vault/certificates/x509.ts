import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { KeyObject, webcrypto } from "node:crypto";
import { extension } from "../../certificate.ts";
import * as der from "../../der.ts";
import type { CertificatePolicy } from "../certificate-state.ts";
import { encodeName } from "./distinguished-name.ts";

/** The bits of a key's usage in their order (RFC 5280, 4.2.1.3), by the words of a policy. */
export const keyUsages = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
];

/**
 * A request for a certificate (PKCS #10, RFC 2986), signed by its own key.
 *
 * @returns DER
 */
export function createRequest(policy: CertificatePolicy, material: webcrypto.JsonWebKey): Buffer {
  const key = createPrivateKey({ key: material, format: "jwk" });
  const wanted = der.sequence(...extensionsOf(policy));
  const extensionRequest = der.sequence(der.objectIdentifier("1.2.840.113549.1.9.14"), der.set(wanted));
  const body = der.sequence(
    der.integer(Buffer.from([0])),
    encodeName(policy.x509_props.subject),
    publicKeyOf(key),
    der.tagged(0, extensionRequest),
  );
  return signed(body, key);
}

/**
 * A certificate that its own key signs (RFC 5280).
 *
 * @param serial 16 bytes
 * @param notBefore seconds since the epoch, as `notAfter`
 * @returns DER
 */
export function createSelfSigned(
  policy: CertificatePolicy,
  material: webcrypto.JsonWebKey,
  { serial, notBefore, notAfter }: { serial: Buffer; notBefore: number; notAfter: number },
): Buffer {
  const key = createPrivateKey({ key: material, format: "jwk" });
  const name = encodeName(policy.x509_props.subject);
  const publicKey = publicKeyOf(key);
  const keyId = createHash("sha1").update(publicKey).digest();
  const body = der.sequence(
    der.tagged(0, der.integer(Buffer.from([2]))), // v3
    // A serial number is positive, and has no byte more than it needs.
    der.integer(Buffer.concat([Buffer.from([(serial.readUInt8(0) & 0x3f) | 0x40]), serial.subarray(1)])),
    signatureAlgorithm(key),
    name,
    der.sequence(der.time(new Date(notBefore * 1000)), der.time(new Date(notAfter * 1000))),
    name,
    publicKey,
    der.tagged(
      3,
      der.sequence(
        ...extensionsOf(policy),
        extension("2.5.29.35", false, der.sequence(der.implicit(0, keyId))), // authorityKeyIdentifier
        extension("2.5.29.14", false, der.octetString(keyId)), // subjectKeyIdentifier
      ),
    ),
  );
  return signed(body, key);
}

function extensionsOf({ x509_props: { key_usage, ekus, sans, basic_constraints } }: CertificatePolicy): Buffer[] {
  const purposes = ekus.map((id) => der.objectIdentifier(id));
  const names = [
    ...(sans?.emails ?? []).map((name) => der.implicit(1, Buffer.from(name, "ascii"))),
    ...(sans?.dns_names ?? []).map((name) => der.implicit(2, Buffer.from(name, "ascii"))),
    ...(sans?.upns ?? []).map(userPrincipalName),
    ...(sans?.uris ?? []).map((uri) => der.implicit(6, Buffer.from(uri, "ascii"))),
    ...(sans?.ipAddresses ?? []).map((address) => der.implicit(7, addressBytes(address))),
  ];
  return [
    ...(key_usage.length > 0 ? [extension("2.5.29.15", true, usageBits(key_usage))] : []),
    ...(purposes.length > 0 ? [extension("2.5.29.37", false, der.sequence(...purposes))] : []),
    ...(names.length > 0 ? [extension("2.5.29.17", false, der.sequence(...names))] : []),
    basic_constraints.ca
      ? extension("2.5.29.19", true, der.sequence(der.boolean(true)))
      : extension("2.5.29.19", false, der.sequence()),
  ];
}

function userPrincipalName(name: string): Buffer {
  const id = der.objectIdentifier("1.3.6.1.4.1.311.20.2.3");
  return der.tagged(0, Buffer.concat([id, der.tagged(0, der.utf8String(name))]));
}

/** The 4 or 16 bytes of an IP address. */
function addressBytes(address: string): Buffer {
  if (!address.includes(":")) return Buffer.from(address.split(".").map(Number));
  // The URL parser writes the shortest form: at most one gap, no dots, no zone.
  const [before = "", after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [left = [], right = []] = [before, after ?? ""].map((part) => part.split(":").filter((group) => group !== ""));
  const gap = Array<string>(8 - left.length - right.length).fill("0");
  return Buffer.from([...left, ...gap, ...right].map((group) => group.padStart(4, "0")).join(""), "hex");
}

function usageBits(usages: readonly string[]): Buffer {
  const bits = usages.reduce((sum, usage) => sum | (0x8000 >> keyUsages.indexOf(usage)), 0);
  const last = Math.max(...usages.map((usage) => keyUsages.indexOf(usage)));
  const bytes = Buffer.from([bits >> 8, bits & 0xff]).subarray(0, last < 8 ? 1 : 2);
  return der.bitString(bytes, 7 - (last % 8));
}

function publicKeyOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: "spki", format: "der" });
}

/** A signature's hash grows with the curve (RFC 5656's table); RSA signs SHA-256. */
function hashOf(key: KeyObject): "sha256" | "sha384" | "sha512" {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return curve === "secp384r1" ? "sha384" : curve === "secp521r1" ? "sha512" : "sha256";
}

function signatureAlgorithm(key: KeyObject): Buffer {
  if (key.asymmetricKeyType === "rsa")
    return der.sequence(der.objectIdentifier("1.2.840.113549.1.1.11"), der.nothing());
  const last = { sha256: 2, sha384: 3, sha512: 4 }[hashOf(key)];
  return der.sequence(der.objectIdentifier(`1.2.840.10045.4.3.${last}`));
}

function signed(body: Buffer, key: KeyObject): Buffer {
  return der.sequence(body, signatureAlgorithm(key), der.bitString(sign(hashOf(key), body, key)));
}
