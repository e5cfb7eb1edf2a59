import { createPrivateKey } from "node:crypto";
import type { webcrypto } from "node:crypto";
import { findBy, remove } from "../../lookup.ts";
import { pem } from "../../certificate.ts";
import type { Secret, SecretVersion, Vault } from "../../state.ts";
import type { Certificate, CertificateVersion, Faces } from "../certificate-state.ts";
import type { KeyVersion } from "../key-state.ts";
import { keysOf } from "../keys/key-bundle.ts";
import { readKeyType } from "../keys/key-material.ts";
import { readOperations } from "../keys/key-request.ts";
import { find } from "../soft-delete.ts";
import { writePfx } from "./pkcs12.ts";
import { contentTypes } from "./policy.ts";

/** Makes a version of a certificate a version of its key and of its secret, too. */
export function addFaces(
  vault: Vault,
  certificate: Certificate,
  version: CertificateVersion,
  material: webcrypto.JsonWebKey,
): void {
  const { name, policy } = certificate;
  const kty = readKeyType(policy.key_props.kty);
  const { version: id, enabled, notBefore, expires, created, updated, tags } = version;
  const common = { version: id, enabled, notBefore, expires, created, updated, tags };
  const keyVersion: KeyVersion = {
    ...common,
    kty,
    keyOps: readOperations(kty, undefined),
    material,
    exportable: false,
    releasePolicy: null,
  };
  const { contentType } = policy.secret_props;
  const secretVersion: SecretVersion = { ...common, contentType, value: valueOf(certificate, version, material) };
  const { key, secret } = facesOf(vault, name);
  if (key === null) keysOf(vault).live.push({ name, versions: [keyVersion], rotationPolicy: null });
  else key.versions.push(keyVersion);
  if (secret === null) vault.secrets.push({ name, versions: [secretVersion] });
  else secret.versions.push(secretVersion);
}

/** The key and the secret of a name. */
export function facesOf(vault: Vault, name: string): Faces {
  return { key: find(keysOf(vault), name) ?? null, secret: findBy(vault.secrets, "name", name) ?? null };
}

/** Takes the key and the secret of a name out of the vault. */
export function takeFaces(vault: Vault, name: string): Faces {
  const faces = facesOf(vault, name);
  if (faces.key !== null) remove(keysOf(vault).live, faces.key);
  if (faces.secret !== null) remove(vault.secrets, faces.secret);
  return faces;
}

/** Puts a key and a secret that were taken out back into the vault. */
export function returnFaces(vault: Vault, { key, secret }: Faces): void {
  if (key !== null) keysOf(vault).live.push(key);
  if (secret !== null) vault.secrets.push(secret);
}

/** Has the key and the secret of a version follow what was changed of it. */
export function updateFaces(
  vault: Vault,
  name: string,
  { version, enabled, notBefore, expires, updated, tags }: CertificateVersion,
): void {
  const { key, secret } = facesOf(vault, name);
  for (const face of [key, secret]) {
    const found = face?.versions.find((each) => each.version === version);
    if (found) Object.assign(found, { enabled, notBefore, expires, updated, tags });
  }
}

/** The value of the secret: the certificate and, where the policy lets it out, its private key. */
function valueOf(
  { policy }: Certificate,
  { cer }: CertificateVersion,
  material: webcrypto.JsonWebKey,
): Secret["versions"][number]["value"] {
  const certificate = Buffer.from(cer ?? "", "base64");
  const key = policy.key_props.exportable ? createPrivateKey({ key: material, format: "jwk" }) : undefined;
  if (policy.secret_props.contentType === contentTypes.pfx) return writePfx(certificate, key).toString("base64");
  return `${key?.export({ type: "pkcs8", format: "pem" }).toString() ?? ""}${pem(certificate)}`;
}
