import { createPrivateKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { defineCommand } from "../command.ts";
import { AzError, plainly } from "../error.ts";
import { keyOptions, newKeyOptions, readAttributes, sendKey, showKey } from "../key.ts";
import { locateSecret as locateKey, locateVault } from "../key-vault.ts";
import { readTags } from "../tags.ts";

/** `az keyvault key create`. */
export const create = defineCommand({
  options: {
    ...newKeyOptions,
    kty: { names: ["--kty"], choices: ["EC", "EC-HSM", "RSA", "RSA-HSM", "oct", "oct-HSM"] },
    curve: { names: ["--curve"], choices: ["P-256", "P-384", "P-521", "P-256K"] },
    size: { names: ["--size"] },
    exportable: { names: ["--exportable"], kind: "boolean" },
  },
  async run(values, session) {
    const { vaultUrl, name } = locateKey(values);
    const body = {
      kty: typeOf(values),
      ...(values.size !== undefined && { key_size: Number(values.size) }),
      ...(values.curve !== undefined && { crv: values.curve }),
      ...(values.ops && { key_ops: values.ops }),
      ...(values.tags && { tags: readTags(values.tags) }),
      attributes: {
        ...readAttributes({ ...values, enabled: values.disabled !== true }),
        ...(values.exportable !== undefined && { exportable: values.exportable }),
      },
    };
    const path = `/keys/${encodeURIComponent(name)}/create`;
    return showKey(await plainly(sendKey(session, vaultUrl, "POST", path, body)));
  },
});

/** RSA unless a curve is named; `-HSM` behind it where that is to protect it (azure-cli, `validate_key_type`). */
function typeOf(given: {
  kty?: string | undefined;
  curve?: string | undefined;
  protection?: string | undefined;
}): string {
  const kty = given.kty ?? (given.curve === undefined ? "RSA" : "EC");
  if (given.protection === "hsm") return kty.endsWith("-HSM") ? kty : `${kty}-HSM`;
  if (given.protection === "software" && kty.endsWith("-HSM")) {
    throw new AzError("The key type {} is invalid for software protected keys. Omit --protection");
  }
  return kty;
}

/** `az keyvault key import`, of a private key as PEM. */
export const importKey = defineCommand({
  options: {
    ...newKeyOptions,
    pemFile: { names: ["--pem-file"] },
    pemString: { names: ["--pem-string"] },
    pemPassword: { names: ["--pem-password"] },
  },
  async run(values, session) {
    if ((values.pemFile === undefined) === (values.pemString === undefined)) {
      throw new AzError("supply exactly one: --byok-file, --byok-string, --pem-file, --pem-string", { exitCode: 2 });
    }
    const { vaultUrl, name } = locateKey(values);
    const pem = values.pemString ?? readFileSync(values.pemFile ?? "", "utf8");
    const body = {
      key: { ...readPem(pem, values.pemPassword), ...(values.ops && { key_ops: values.ops }) },
      Hsm: values.protection === "hsm",
      ...(values.tags && { tags: readTags(values.tags) }),
      attributes: readAttributes({ ...values, enabled: values.disabled !== true }),
    };
    return showKey(await plainly(sendKey(session, vaultUrl, "PUT", `/keys/${encodeURIComponent(name)}`, body)));
  },
});

function readPem(pem: string, passphrase: string | undefined): object {
  try {
    const key = createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
    const jwk = key.export({ format: "jwk" });
    return jwk.crv === "secp256k1" ? { ...jwk, crv: "P-256K" } : jwk;
  } catch (error) {
    throw new AzError(`Import failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `az keyvault key backup`: a file that only its owner can read. */
export const backup = defineCommand({
  options: {
    id: keyOptions.id,
    name: keyOptions.name,
    vaultName: keyOptions.vaultName,
    subscription: keyOptions.subscription,
    file: { names: ["--file", "-f"], required: true },
  },
  async run(values, session) {
    const { vaultUrl, name } = locateKey(values);
    const path = `/keys/${encodeURIComponent(name)}/backup`;
    const { value } = await plainly(sendKey<{ value: string }>(session, vaultUrl, "POST", path));
    writeFileSync(values.file, Buffer.from(value, "base64url"), { mode: 0o600 });
  },
});

/** `az keyvault key restore`, from a file. */
export const restore = defineCommand({
  options: {
    id: keyOptions.id,
    vaultName: keyOptions.vaultName,
    subscription: keyOptions.subscription,
    file: { names: ["--file", "-f"] },
  },
  async run(values, session) {
    const vaultUrl = locateVault(values);
    if (values.file === undefined) {
      throw new AzError(
        "Please specify --file/-f or --storage-account-name & --blob-container-name & --storage-container-SAS-token & --backup-folder",
      );
    }
    const value = readFileSync(values.file).toString("base64url");
    return showKey(await plainly(sendKey(session, vaultUrl, "POST", "/keys/restore", { value })));
  },
});
