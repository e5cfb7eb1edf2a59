import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import * as der from "./der.ts";

/** What a TLS server needs, and what its clients must trust. All PEM. */
export interface ServerCertificate {
  /** The certificate of the authority that issued `certificate`. */
  ca: string;
  certificate: string;
  /** The server's private key. The authority's own key is thrown away as soon as it has signed. */
  key: string;
}

interface Party {
  name: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const day = 24 * 60 * 60 * 1000;
const lifetime = 30 * day;
const ecdsaWithSha256 = der.sequence(der.objectIdentifier("1.2.840.10045.4.3.2"));

/**
 * Makes a certificate authority and has it issue one certificate for some hosts (EC P-256, good for 30 days). It passes
 * the strict checks of OpenSSL 3 that Python 3.13 asks for (RFC 5280: critical basic constraints and key usage, key
 * identifiers on both). Written by hand because the libraries for it take longer to load than all else here to start.
 *
 * @param hosts names for the subject alternative names; `*.` stands for one label
 * @param now milliseconds since the epoch, by the real clock: the clients check against theirs
 */
export function createServerCertificate(hosts: readonly string[], now: number): ServerCertificate {
  const authority = party("Surestep simulator, throw-away authority");
  const server = party("Surestep simulator");
  const ca = certificate(authority, authority, now, [
    extension("2.5.29.19", true, der.sequence(der.boolean(true), der.integer(Buffer.from([0])))), // basicConstraints
    extension("2.5.29.15", true, der.bitString(Buffer.from([0b0000_0110]), 1)), // keyUsage: keyCertSign, cRLSign
    extension("2.5.29.14", false, der.octetString(keyIdentifier(authority))), // subjectKeyIdentifier
    extension("2.5.29.35", false, der.sequence(der.implicit(0, keyIdentifier(authority)))), // authorityKeyIdentifier
  ]);
  const names = hosts.map((host) => der.implicit(2, Buffer.from(host, "ascii")));
  const leaf = certificate(server, authority, now, [
    extension("2.5.29.19", true, der.sequence()),
    extension("2.5.29.15", true, der.bitString(Buffer.from([0b1000_0000]), 7)), // digitalSignature
    extension("2.5.29.37", false, der.sequence(der.objectIdentifier("1.3.6.1.5.5.7.3.1"))), // extKeyUsage: serverAuth
    extension("2.5.29.17", false, der.sequence(...names)), // subjectAltName
    extension("2.5.29.14", false, der.octetString(keyIdentifier(server))),
    extension("2.5.29.35", false, der.sequence(der.implicit(0, keyIdentifier(authority)))),
  ]);
  return { ca, certificate: leaf, key: server.privateKey.export({ type: "pkcs8", format: "pem" }) };
}

function party(name: string): Party {
  return { name, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
}

function certificate(subject: Party, issuer: Party, now: number, extensions: Buffer[]): string {
  const body = der.sequence(
    der.tagged(0, der.integer(Buffer.from([2]))), // v3
    der.integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])), // the serial: positive, without a leading zero
    ecdsaWithSha256,
    commonName(issuer.name),
    der.sequence(der.utcTime(new Date(now - day)), der.utcTime(new Date(now + lifetime))),
    commonName(subject.name),
    subject.publicKey.export({ type: "spki", format: "der" }),
    der.tagged(3, der.sequence(...extensions)),
  );
  const signature = sign("sha256", body, issuer.privateKey);
  return pem(der.sequence(body, ecdsaWithSha256, der.bitString(signature)));
}

function commonName(name: string): Buffer {
  return der.sequence(der.set(der.sequence(der.objectIdentifier("2.5.4.3"), der.utf8String(name))));
}

/** An extension of a certificate. */
export function extension(id: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(id), ...flag, der.octetString(value));
}

function keyIdentifier({ publicKey }: Party): Buffer {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest()
    .subarray(0, 20);
}

/** A certificate as PEM. */
export function pem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
