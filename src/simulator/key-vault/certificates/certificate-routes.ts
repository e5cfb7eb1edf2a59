import type { Route } from "../../operation.ts";
import { allowed } from "../allowed.ts";
import { lazily } from "../lazily.ts";
import type { Lazy } from "../lazily.ts";

// Loaded when they are asked for: a simulator that is never asked starts sooner.
const contacts = () => import("./contacts.ts");
const creation = () => import("./create-certificate.ts");
const deletion = () => import("./delete-certificate.ts");
const importing = () => import("./import-certificate.ts");
const issuers = () => import("./issuers.ts");
const operations = () => import("./operations.ts");
const reading = () => import("./read-certificates.ts");

/** The data action of Azure RBAC, where it is not called as the permission ("Azure permissions for Security"). */
const dataActions: Readonly<Record<string, string>> = {
  get: "certificates/read",
  list: "certificates/read",
  delete: "certificates/delete",
  managecontacts: "certificatecontacts/write",
  getissuers: "certificatecas/read",
  listissuers: "certificatecas/read",
  setissuers: "certificatecas/write",
  deleteissuers: "certificatecas/delete",
};

/** An access policy lets in by the operation's permission; who may manage issuers may do all with them. */
function may<N extends string>(permission: string, load: Lazy<N>, name: N): Route[2] {
  const dataAction = `Microsoft.KeyVault/vaults/${dataActions[permission] ?? `certificates/${permission}/action`}`;
  const alternative = permission.endsWith("issuers") ? { alternative: "manageissuers" } : {};
  return allowed({ objects: "certificates", permission, dataAction, ...alternative }, lazily(load, name));
}

/** The operations of certificates (Key Vault REST API, "Certificates"), each with the permission that decides who may. */
export const certificateRoutes: readonly Route[] = [
  ["GET", "/certificates", may("list", reading, "getCertificates")],
  ["POST", "/certificates/restore", may("restore", deletion, "restoreCertificate")],
  ["GET", "/certificates/contacts", may("managecontacts", contacts, "getCertificateContacts")],
  ["PUT", "/certificates/contacts", may("managecontacts", contacts, "setCertificateContacts")],
  ["DELETE", "/certificates/contacts", may("managecontacts", contacts, "deleteCertificateContacts")],
  ["GET", "/certificates/issuers", may("listissuers", issuers, "getCertificateIssuers")],
  ["GET", "/certificates/issuers/:issuer", may("getissuers", issuers, "getCertificateIssuer")],
  ["PUT", "/certificates/issuers/:issuer", may("setissuers", issuers, "setCertificateIssuer")],
  ["PATCH", "/certificates/issuers/:issuer", may("setissuers", issuers, "updateCertificateIssuer")],
  ["DELETE", "/certificates/issuers/:issuer", may("deleteissuers", issuers, "deleteCertificateIssuer")],
  ["GET", "/certificates/:name", may("get", reading, "getCertificate")],
  ["PATCH", "/certificates/:name", may("update", reading, "updateCertificate")],
  ["DELETE", "/certificates/:name", may("delete", deletion, "deleteCertificate")],
  ["POST", "/certificates/:name/create", may("create", creation, "createCertificate")],
  ["POST", "/certificates/:name/import", may("import", importing, "importCertificate")],
  ["POST", "/certificates/:name/backup", may("backup", deletion, "backupCertificate")],
  ["GET", "/certificates/:name/versions", may("list", reading, "getCertificateVersions")],
  ["GET", "/certificates/:name/policy", may("get", reading, "getCertificatePolicy")],
  ["PATCH", "/certificates/:name/policy", may("update", reading, "updateCertificatePolicy")],
  ["GET", "/certificates/:name/pending", may("get", operations, "getCertificateOperation")],
  ["PATCH", "/certificates/:name/pending", may("update", operations, "updateCertificateOperation")],
  ["DELETE", "/certificates/:name/pending", may("update", operations, "deleteCertificateOperation")],
  ["POST", "/certificates/:name/pending/merge", may("create", operations, "mergeCertificate")],
  ["GET", "/certificates/:name/:version", may("get", reading, "getCertificate")],
  ["PATCH", "/certificates/:name/:version", may("update", reading, "updateCertificate")],
  ["GET", "/deletedcertificates", may("list", deletion, "getDeletedCertificates")],
  ["GET", "/deletedcertificates/:name", may("get", deletion, "getDeletedCertificate")],
  ["DELETE", "/deletedcertificates/:name", may("purge", deletion, "purgeDeletedCertificate")],
  ["POST", "/deletedcertificates/:name/recover", may("recover", deletion, "recoverDeletedCertificate")],
];
