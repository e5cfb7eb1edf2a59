import { createHash, createHmac, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import * as der from "../../der.ts";

const data = "1.2.840.113549.1.7.1";
const keyBag = "1.2.840.113549.1.12.10.1.1";
const certificateBag = "1.2.840.113549.1.12.10.1.3";
const rounds = 2048;

/**
 * Writes a certificate and its key as a PFX (PKCS #12, RFC 7292) with an empty password, as a vault gives them out. The
 * key is not encrypted: an empty password protects nothing.
 *
 * @param certificate DER
 * @param key left out for a certificate whose key may not leave the vault
 */
export function writePfx(certificate: Buffer, key: KeyObject | undefined): Buffer {
  const localKeyId = der.sequence(
    der.objectIdentifier("1.2.840.113549.1.9.21"),
    der.set(der.octetString(createHash("sha1").update(certificate).digest())),
  );
  const x509 = der.sequence(
    der.objectIdentifier("1.2.840.113549.1.9.22.1"),
    der.tagged(0, der.octetString(certificate)),
  );
  const bags = [bag(certificateBag, x509, localKeyId)];
  if (key !== undefined) bags.unshift(bag(keyBag, key.export({ type: "pkcs8", format: "der" }), localKeyId));
  const contents = der.sequence(...bags.map((each) => contentInfo(der.sequence(each))));
  const salt = randomBytes(8);
  const digest = createHmac("sha256", macKey(salt)).update(contents).digest();
  const sha256 = der.sequence(der.objectIdentifier("2.16.840.1.101.3.4.2.1"), der.nothing());
  const mac = der.sequence(
    der.sequence(sha256, der.octetString(digest)),
    der.octetString(salt),
    der.integer(Buffer.from([rounds >> 8, rounds & 0xff])),
  );
  return der.sequence(der.integer(Buffer.from([3])), contentInfo(contents), mac);
}

function contentInfo(content: Buffer): Buffer {
  return der.sequence(der.objectIdentifier(data), der.tagged(0, der.octetString(content)));
}

function bag(id: string, value: Buffer, attribute: Buffer): Buffer {
  return der.sequence(der.objectIdentifier(id), der.tagged(0, value), der.set(attribute));
}

/** The key derivation of PKCS #12 (RFC 7292, B.2) for the integrity of a file with an empty password, by SHA-256. */
function macKey(salt: Buffer): Buffer {
  // The empty password is the two zero bytes that end it.
  let block = Buffer.concat([Buffer.alloc(64, 3), Buffer.alloc(64, salt), Buffer.alloc(64)]);
  for (let round = 0; round < rounds; round++) block = createHash("sha256").update(block).digest();
  return block;
}
