import { expect } from "vitest";
import { pkcs8 } from "../../key-vault/certificates/made-by-openssl.ts";
import { deletedKey, key, keyName } from "../given-keys.ts";
import { closedVault, names, policyVault } from "../given.ts";
import type { Case } from "./case.ts";

const vault = `--vault-name ${names.vault}`;
const which = `${vault} --name ${keyName}`;
const url = `https://${names.vault}.vault.azure.net`;
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
const kid = expect.stringMatching(`^${url}/keys/${keyName}/[0-9a-f]{32}$`);
const base64 = expect.stringMatching(/^[\w+/]+=*$/);
/** A digest of SHA-256, and a signature that is none. */
const digest = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";

const attributes = {
  created: time,
  enabled: true,
  expires: null,
  exportable: false,
  hsmPlatform: "0",
  keySize: null,
  notBefore: null,
  recoverableDays: 7,
  recoveryLevel: "CustomizedRecoverable+Purgeable",
  updated: time,
};
const noNumbers = { d: null, dp: null, dq: null, k: null, p: null, q: null, qi: null, t: null };
const rsa = {
  ...{ ...noNumbers, crv: null, e: "AQAB", kid, kty: "RSA", n: base64, x: null, y: null },
  keyOps: ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"],
};
const ec = {
  ...noNumbers,
  crv: "P-256",
  e: null,
  kid,
  kty: "EC",
  n: null,
  x: base64,
  y: base64,
  keyOps: ["sign", "verify"],
};
const shown = { attributes, key: rsa, managed: null, releasePolicy: null, tags: null };
const listed = {
  attributes: { ...attributes, attestation: null, externalKey: null },
  ...{ keySize: null, kid: `${url}/keys/${keyName}`, managed: null, name: keyName, releasePolicy: null, tags: null },
};
const deletion = { deletedDate: time, recoveryId: `${url}/deletedkeys/${keyName}`, scheduledPurgeDate: time };
const preview = "WARNING: This command is in preview and under development.";
const random = { in: "output", because: "what is encrypted is never the same twice" } as const;

/** Keys in a vault. */
export const keys: readonly Case[] = [
  { title: "an RSA key is made", given: policyVault, az: `keyvault key create ${which}`, prints: shown },
  {
    title: "an EC key is made as it is asked for",
    given: policyVault,
    az: `keyvault key create ${which} --curve P-256 --ops sign verify --disabled --expires 2030-01-01T00:00:00Z --not-before 2020-01-01 --tags a=b`,
    prints: {
      ...shown,
      attributes: {
        ...attributes,
        enabled: false,
        expires: "2030-01-01T00:00:00+00:00",
        notBefore: "2020-01-01T00:00:00+00:00",
      },
      key: ec,
      tags: { a: "b" },
    },
  },
  {
    title: "a key of a type that only a managed HSM has is refused",
    given: policyVault,
    az: `keyvault key create ${which} --kty oct`,
    exitCode: 1,
    says: ["ERROR: (BadParameter) Invalid kty value: oct", '"code": "KeyTypeNotSupported"'],
  },
  {
    title: "a key needs a name",
    given: policyVault,
    az: `keyvault key create ${vault}`,
    exitCode: 1,
    says: ["ERROR: incorrect usage: --id ID | --vault-name/--hsm-name VAULT/HSM --name/-n NAME [--version VERSION]"],
  },
  {
    title: "a key is not made in a vault that lets nobody in",
    given: closedVault,
    az: `keyvault key create ${which}`,
    exitCode: 1,
    says: ["ERROR: (Forbidden)", "does not have keys create permission", '"code": "AccessDenied"'],
  },
  {
    title: "a private key is imported",
    given: policyVault,
    az: `keyvault key import ${which} --pem-string "${pkcs8}"`,
    prints: { ...shown, key: ec },
  },
  {
    title: "a key is not imported out of nothing",
    given: policyVault,
    az: `keyvault key import ${which}`,
    exitCode: 2,
    says: ["ERROR: supply exactly one: --byok-file, --byok-string, --pem-file, --pem-string"],
  },
  { title: "a key is shown", given: key, az: `keyvault key show ${which}`, prints: shown },
  {
    title: "a version of a key is shown by its address",
    given: key,
    az: `keyvault key show --id ${url}/keys/${keyName}/${names.secretVersion}`,
    prints: shown,
  },
  {
    title: "a key that is not there is not found",
    given: policyVault,
    az: `keyvault key show ${which}`,
    exitCode: 3,
    says: [`ERROR: (KeyNotFound) A key with (name/id) ${keyName} was not found in this key vault.`],
  },
  { title: "keys are listed", given: key, az: `keyvault key list ${vault}`, prints: [listed] },
  {
    title: "the versions of a key are listed",
    given: key,
    az: `keyvault key list-versions ${which}`,
    prints: [{ ...listed, kid }],
  },
  {
    title: "keys are listed in a vault that is named",
    az: "keyvault key list",
    exitCode: 1,
    says: ["ERROR: Please specify --vault-name or --hsm-name."],
  },
  {
    title: "a key's attributes are set",
    given: key,
    az: `keyvault key set-attributes ${which} --enabled false --ops sign verify --tags a=b`,
    prints: {
      ...shown,
      attributes: { ...attributes, enabled: false },
      key: { ...rsa, keyOps: ["sign", "verify"] },
      tags: { a: "b" },
    },
  },
  {
    title: "a value is encrypted",
    given: key,
    az: `keyvault key encrypt ${which} --algorithm RSA-OAEP-256 --value YWJj`,
    says: [preview],
    prints: { aad: null, algorithm: "RSA-OAEP-256", iv: null, kid, result: base64, tag: null },
    differs: random,
  },
  {
    title: "what was not encrypted for the key is not decrypted",
    given: key,
    az: `keyvault key decrypt ${which} --algorithm RSA-OAEP --value YWJj`,
    exitCode: 1,
    says: [preview, "ERROR: (BadParameter) Error occurred while decoding OAEP padding."],
  },
  {
    title: "a digest is signed",
    given: key,
    az: `keyvault key sign ${which} --algorithm RS256 --digest ${digest}`,
    prints: { algorithm: "RS256", keyId: kid, signature: base64 },
  },
  {
    title: "a signature is verified",
    given: key,
    az: `keyvault key verify ${which} --algorithm RS256 --digest ${digest} --signature YWJj`,
    prints: { algorithm: "RS256", isValid: false, keyId: kid },
  },
  { title: "a key is rotated", given: key, az: `keyvault key rotate ${which}`, prints: shown },
  {
    title: "a key is deleted",
    given: key,
    az: `keyvault key delete ${which}`,
    says: ["WARNING: Warning! If you have soft-delete protection enabled on this key vault, this key will be moved"],
    prints: { ...shown, ...deletion },
  },
  {
    title: "deleted keys are listed",
    given: deletedKey,
    az: `keyvault key list-deleted ${vault}`,
    prints: [{ ...listed, ...deletion }],
  },
  {
    title: "a deleted key is shown",
    given: deletedKey,
    az: `keyvault key show-deleted ${which}`,
    prints: { ...shown, ...deletion },
  },
  { title: "a deleted key is recovered", given: deletedKey, az: `keyvault key recover ${which}`, prints: shown },
  { title: "a deleted key is purged", given: deletedKey, az: `keyvault key purge ${which}` },
  {
    title: "a key that was not deleted is not purged",
    given: key,
    az: `keyvault key purge ${which}`,
    exitCode: 1,
    says: [`ERROR: (KeyNotFound) Deleted Key not found: ${keyName}`],
  },
];
