import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { encryptFor, verifyFor } from "../cryptography.ts";
import { defineCommand } from "../command.ts";
import { AzError, plainly } from "../error.ts";
import { keyOptions, sendKey } from "../key.ts";
import type { KeyBundle } from "../key.ts";
import { locateSecret as locateKey } from "../key-vault.ts";
import type { Session } from "../session.ts";

const previewWarning =
  "This command is in preview and under development. Reference and support levels: https://aka.ms/CLI_refstatus";

const encryptionOptions = {
  ...keyOptions,
  algorithm: {
    names: ["--algorithm", "-a"],
    required: true,
    choices: [
      "RSA-OAEP",
      "RSA-OAEP-256",
      "RSA1_5",
      ...["128", "192", "256"].flatMap((size) => [`A${size}GCM`, `A${size}CBC`, `A${size}CBCPAD`]),
    ],
  },
  value: { names: ["--value"], required: true },
  dataType: { names: ["--data-type"], choices: ["base64", "plaintext"] },
} as const;

const signatureOptions = {
  ...keyOptions,
  algorithm: {
    names: ["--algorithm", "-a"],
    required: true,
    choices: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "ES256K"],
  },
  digest: { names: ["--digest"], required: true },
} as const;

/** `az keyvault key encrypt`: on the spot with the key's public half, which takes the permission to get it. */
export const encrypt = defineCommand({
  options: encryptionOptions,
  async run(values, session) {
    session.warn(previewWarning);
    const { algorithm, value, dataType } = values;
    const plain = Buffer.from(value, dataType === "plaintext" ? "utf8" : "base64");
    const { kid, operations, publicKey, send } = await openKey(session, values);
    const here = operations.includes("encrypt") ? encryptFor(publicKey, algorithm, plain) : undefined;
    const result = here ?? fromWire((await send("encrypt", { alg: algorithm, value: toWire(plain) })).value);
    return { aad: null, algorithm, iv: null, kid, result: result.toString("base64"), tag: null };
  },
});

/** `az keyvault key decrypt`. */
export const decrypt = defineCommand({
  options: encryptionOptions,
  async run(values, session) {
    session.warn(previewWarning);
    const { algorithm, value, dataType } = values;
    const { kid, send } = await openKey(session, values);
    const answer = await send("decrypt", { alg: algorithm, value: toWire(Buffer.from(value, "base64")) });
    const plain = fromWire(answer.value);
    return { algorithm, kid, result: plain.toString(dataType === "plaintext" ? "utf8" : "base64") };
  },
});

/** `az keyvault key sign`. */
export const sign = defineCommand({
  options: signatureOptions,
  async run(values, session) {
    const { algorithm, digest } = values;
    const { kid, send } = await openKey(session, values);
    const { value } = await send("sign", { alg: algorithm, value: toWire(Buffer.from(digest, "base64")) });
    return { algorithm, keyId: kid, signature: fromWire(value).toString("base64") };
  },
});

/** `az keyvault key verify`: on the spot for RSA keys, by the service for others. */
export const verify = defineCommand({
  options: { ...signatureOptions, signature: { names: ["--signature"], required: true } },
  async run(values, session) {
    const { algorithm } = values;
    const [digest, signature] = [Buffer.from(values.digest, "base64"), Buffer.from(values.signature, "base64")];
    const { kid, operations, publicKey, send } = await openKey(session, values);
    const here = operations.includes("verify") ? verifyFor(publicKey, algorithm, digest, signature) : undefined;
    const isValid =
      here ?? (await send("verify", { alg: algorithm, digest: toWire(digest), value: toWire(signature) })).value;
    return { algorithm, isValid, keyId: kid };
  },
});

interface OpenKey {
  kid: string;
  operations: readonly string[];
  /** Undefined where the caller may use the key but not look at it. */
  publicKey: KeyObject | undefined;
  send(this: void, verb: string, body: object): Promise<{ value?: unknown }>;
}

/** Looks at a key before it is used, as az's client does; without the permission for that, everything is left to the service. */
async function openKey(session: Session, given: Parameters<typeof locateKey>[0]): Promise<OpenKey> {
  const { vaultUrl, name, version } = locateKey(given);
  const path = `/keys/${encodeURIComponent(name)}/${version}`;
  const key = await plainly(lookAt(session, vaultUrl, path));
  const kid = key?.kid ?? `${vaultUrl}${path}`;
  return {
    kid,
    operations: key?.key_ops ?? [],
    publicKey: key && publicKeyOf(key),
    send: async (verb, body) => plainly(sendKey(session, vaultUrl, "POST", `${new URL(kid).pathname}/${verb}`, body)),
  };
}

async function lookAt(session: Session, vaultUrl: string, path: string): Promise<KeyBundle["key"]> {
  try {
    return (await sendKey(session, vaultUrl, "GET", path)).key;
  } catch (error) {
    if (error instanceof AzError && error.status === 403) return undefined;
    throw error;
  }
}

function publicKeyOf({ kty, crv, ...numbers }: NonNullable<KeyBundle["key"]>): KeyObject {
  const curve = crv === "P-256K" ? "secp256k1" : crv;
  const jwk = { ...numbers, kty: kty.replace("-HSM", ""), ...(curve !== undefined && { crv: curve }) };
  return createPublicKey({ key: jwk, format: "jwk" });
}

function toWire(bytes: Buffer): string {
  return bytes.toString("base64url");
}

function fromWire(value: unknown): Buffer {
  return Buffer.from(typeof value === "string" ? value : "", "base64url");
}
