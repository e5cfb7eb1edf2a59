import { createPrivateKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { PassThrough } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";

/** The DER of the object identifiers of an encrypted and of a bare key in a PFX (RFC 7292, 4.2). */
const shroudedKeyBag = Buffer.from("060b2a864886f70d010c0a0102", "hex");
const keyBag = Buffer.from("060b2a864886f70d010c0a0101", "hex");

/**
 * Reads the certificate and its private key out of a PFX. node:crypto reads none, but node:tls does, and shows the
 * certificate; the key stands beside it in a form that node:crypto reads. Throws for what is no PFX, for a wrong password,
 * and for what Node.js cannot read: files encrypted by RC2 (as OpenSSL wrote them up to 1.1), keys that lie in an
 * encrypted part of the file, lengths that are not written down (BER).
 *
 * @returns the certificate as DER
 */
export function readPfx(pfx: Buffer, password: string): { certificate: Buffer; key: KeyObject } {
  const secureContext = createSecureContext({ pfx, passphrase: password });
  const socket = new TLSSocket(new PassThrough(), { secureContext, isServer: true });
  const shown = socket.getCertificate();
  socket.destroy();
  if (shown === null || !("raw" in shown)) throw new Error("the file has no certificate for its key");
  return { certificate: shown.raw, key: readKey(pfx, password) };
}

function readKey(pfx: Buffer, passphrase: string): KeyObject {
  const encrypted = valueBehind(pfx, shroudedKeyBag);
  if (encrypted !== undefined) return createPrivateKey({ key: encrypted, format: "der", type: "pkcs8", passphrase });
  const bare = valueBehind(pfx, keyBag);
  if (bare === undefined) throw new Error("the file has no key that can be found");
  return createPrivateKey({ key: bare, format: "der", type: "pkcs8" });
}

/** What is tagged `[0]` right behind some bytes. */
function valueBehind(bytes: Buffer, mark: Buffer): Buffer | undefined {
  const found = bytes.indexOf(mark);
  if (found === -1) return undefined;
  const start = found + mark.length;
  const first = bytes.readUInt8(start + 1);
  if (bytes.readUInt8(start) !== 0xa0 || first === 0x80) return undefined;
  const more = first > 0x80 ? first - 0x80 : 0;
  const length = more === 0 ? first : bytes.readUIntBE(start + 2, more);
  return bytes.subarray(start + 2 + more, start + 2 + more + length);
}
