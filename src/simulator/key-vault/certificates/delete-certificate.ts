import { sortedBy } from "../../lookup.ts";
import { ServiceError } from "../../operation.ts";
import type { Call } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import type { Certificate } from "../certificate-state.ts";
import type { Deleted } from "../key-state.ts";
import { restoreConflict } from "../key-vault-error.ts";
import { deletion } from "../keys/key-bundle.ts";
import { addressOf, attributesOf } from "../object-attributes.ts";
import { readBackup, writeBackup } from "../object-backup.ts";
import { page } from "../page.ts";
import { find, listed, nameIn, purge, recover, requireListed, requireLive, softDelete } from "../soft-delete.ts";
import { certificateBundle, certificateItem, certificatesOf, current } from "./certificate-bundle.ts";
import { refuseName } from "./create-certificate.ts";
import { facesOf, returnFaces, takeFaces } from "./faces.ts";

/** Delete Certificate: its key and its secret go with it, and are in no list of deleted ones. */
export const deleteCertificate: VaultOperation = (vault, call) => {
  const deleted = softDelete("Certificate", vault, certificatesOf(vault), call);
  deleted.object.away = takeFaces(vault, deleted.object.name);
  deleted.object.operation = null;
  return { status: 200, body: deletedCertificate(vault, deleted, call) };
};

/** Get Deleted Certificate. */
export const getDeletedCertificate: VaultOperation = (vault, call) => {
  const deleted = requireListed("Certificate", certificatesOf(vault), call);
  return { status: 200, body: deletedCertificate(vault, deleted, call) };
};

/** Get Deleted Certificates: a page of the deleted certificates that can be recovered. */
export const getDeletedCertificates: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  const deleted = listed(sortedBy(certificatesOf(vault).deleted, "object.name"), call.azure.now());
  return page(call, deleted, (each) => {
    const version = current(each.object);
    const attributes = attributesOf(vault, version, apiVersion);
    const item = certificateItem(vault, each.object, version, { attributes });
    return { ...deletion(vault, each, "deletedcertificates"), ...item };
  });
};

/** Recover Deleted Certificate: all its versions come back, with their keys and secrets. */
export const recoverDeletedCertificate: VaultOperation = (vault, call) => {
  const { key, secret } = facesOf(vault, nameIn(call));
  if (find(certificatesOf(vault), nameIn(call)) === undefined && (key !== null || secret !== null)) {
    const message = `Certificate ${nameIn(call)} cannot be recovered: a ${key === null ? "secret" : "key"} of this name exists.`;
    throw new ServiceError(409, "Conflict", message);
  }
  const { object } = recover("Certificate", certificatesOf(vault), call);
  if (object.away !== null) returnFaces(vault, object.away);
  object.away = null;
  return { status: 200, body: certificateBundle(vault, object, current(object), call.query.get("api-version") ?? "") };
};

/** Purge Deleted Certificate. */
export const purgeDeletedCertificate: VaultOperation = (vault, call) => {
  purge("Certificate", vault, certificatesOf(vault), call);
  return { status: 204 };
};

/** Backup Certificate: all versions, with their keys and secrets, as an opaque blob. */
export const backupCertificate: VaultOperation = (vault, call) => {
  const certificate = requireLive("Certificate", certificatesOf(vault), nameIn(call));
  const whole: Certificate = { ...certificate, operation: null, away: facesOf(vault, certificate.name) };
  return { status: 200, body: { value: writeBackup("certificate", whole) } };
};

/** Restore Certificate: all versions of a backup, under the name that the certificate had. */
export const restoreCertificate: VaultOperation = (vault, call) => {
  const certificate = readBackup("certificate", call.body);
  const { name, away } = certificate;
  if (find(certificatesOf(vault), name)) {
    throw restoreConflict(addressOf(vault, "certificates", name, current(certificate).version), "certificate");
  }
  refuseName(vault, name, call.azure.now());
  certificatesOf(vault).live.push({ ...certificate, away: null });
  if (away !== null) returnFaces(vault, away);
  const apiVersion = call.query.get("api-version") ?? "";
  return { status: 200, body: certificateBundle(vault, certificate, current(certificate), apiVersion) };
};

function deletedCertificate(vault: Vault, deleted: Deleted<Certificate>, call: Call): object {
  const { object } = deleted;
  const bundle = certificateBundle(vault, object, current(object), call.query.get("api-version") ?? "");
  return { ...deletion(vault, deleted, "deletedcertificates"), ...bundle };
}
