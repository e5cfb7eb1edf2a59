import { expect } from "vitest";
import type { Certificate } from "../../../../src/simulator/key-vault/certificate-state.ts";
import type { Given } from "../given.ts";
import { closedVault, names, policyVault } from "../given.ts";
import { certificate as pem } from "../../key-vault/certificates/made-by-openssl.ts";
import type { Case } from "./case.ts";

const day = 86_400_000;
const name = "myCertificate";
const vault = `--vault-name ${names.vault}`;
const which = `${vault} --name ${name}`;
const url = `https://${names.vault}.vault.azure.net`;
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
const base64 = expect.stringMatching(/^[\w+/]+=*$/);
const of = (objects: string) => expect.stringMatching(`^${url}/${objects}/${name}/[0-9a-f]{32}$`);

function certificateOf(now: number): Certificate {
  const seconds = Math.floor(now / 1000);
  const times = { created: seconds, updated: seconds };
  const cer = pem.replaceAll(/-----[^-]+-----|\n/g, "");
  const version = { version: names.secretVersion, cer, tags: null, enabled: true, ...times };
  return {
    name,
    versions: [{ ...version, notBefore: seconds - 600, expires: seconds + 600 }],
    policy: {
      key_props: { exportable: true, kty: "RSA", key_size: 2048, reuse_key: false },
      secret_props: { contentType: "application/x-pkcs12" },
      x509_props: {
        subject: "CN=www.example.com",
        ekus: ["1.3.6.1.5.5.7.3.1"],
        key_usage: ["digitalSignature"],
        validity_months: 12,
        basic_constraints: { ca: false },
      },
      lifetime_actions: [{ trigger: { lifetime_percentage: 80 }, action: { action_type: "AutoRenew" } }],
      issuer: { name: "Self" },
      attributes: { enabled: true, ...times },
    },
    operation: null,
    away: null,
  };
}

const certificate: Given = (state, now) => {
  policyVault(state, now);
  const store = { live: [certificateOf(now)], deleted: [], contacts: null, issuers: [] };
  if (state.vaults[0]) state.vaults[0].certificates = store;
};

const deletedCertificate: Given = (state, now) => {
  policyVault(state, now);
  const times = { deletedAt: now, visibleAt: now, scheduledPurgeAt: now + 7 * day, purgedUntil: null };
  const store = { live: [], deleted: [{ object: certificateOf(now), ...times }], contacts: null, issuers: [] };
  if (state.vaults[0]) state.vaults[0].certificates = store;
};

const attributes = {
  created: time,
  enabled: true,
  expires: time,
  notBefore: time,
  recoveryLevel: "CustomizedRecoverable+Purgeable",
  updated: time,
};
const listed = {
  attributes: { ...attributes, recoveryLevel: null },
  id: `${url}/certificates/${name}`,
  name,
  tags: null,
  x509Thumbprint: base64,
  x509ThumbprintHex: expect.stringMatching(/^[0-9A-F]{40}$/),
};
const shown = {
  ...listed,
  attributes,
  cer: base64,
  contentType: null,
  id: of("certificates"),
  kid: of("keys"),
  sid: of("secrets"),
  policy: {
    attributes: { ...attributes, expires: null, notBefore: null, recoveryLevel: null },
    id: `${url}/certificates/${name}/policy`,
    issuerParameters: { certificateTransparency: null, certificateType: null, name: "Self" },
    keyProperties: { curve: null, exportable: true, keySize: 2048, keyType: "RSA", reuseKey: false },
    lifetimeActions: [
      { action: { actionType: "AutoRenew" }, trigger: { daysBeforeExpiry: null, lifetimePercentage: 80 } },
    ],
    secretProperties: { contentType: "application/x-pkcs12" },
    x509CertificateProperties: {
      ekus: ["1.3.6.1.5.5.7.3.1"],
      keyUsage: ["digitalSignature"],
      subject: "CN=www.example.com",
      subjectAlternativeNames: { dnsNames: null, emails: null, upns: null },
      validityInMonths: 12,
    },
  },
};
const deletion = { deletedDate: time, recoveryId: `${url}/deletedcertificates/${name}`, scheduledPurgeDate: time };
const operation = (issuer: string) => ({
  cancellationRequested: false,
  csr: base64,
  error: null,
  id: `${url}/certificates/${name}/pending`,
  issuerParameters: { certificateTransparency: null, certificateType: null, name: issuer },
  name,
  requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
});
const policy = (issuer: string) =>
  `'{"issuerParameters":{"name":"${issuer}"},"keyProperties":{"exportable":true,"keySize":2048,"keyType":"RSA","reuseKey":false},"secretProperties":{"contentType":"application/x-pkcs12"},"x509CertificateProperties":{"subject":"CN=a","validityInMonths":12}}'`;

/** Certificates in a vault. */
export const certificates: readonly Case[] = [
  {
    title: "the default policy of a certificate is told without asking anybody",
    az: "keyvault certificate get-default-policy",
    prints: expect.objectContaining({
      issuerParameters: { certificateTransparency: null, name: "Self" },
      secretProperties: { contentType: "application/x-pkcs12" },
    }),
  },
  {
    title: "a certificate signs itself",
    given: policyVault,
    az: `keyvault certificate create ${which} --policy ${policy("Self")}`,
    prints: {
      ...operation("Self"),
      status: "completed",
      statusDetails: null,
      target: `${url}/certificates/${name}`,
    },
  },
  {
    title: "a certificate that is signed elsewhere is not waited for",
    given: policyVault,
    az: `keyvault certificate create ${which} --policy ${policy("Unknown")}`,
    prints: {
      ...operation("Unknown"),
      status: "inProgress",
      statusDetails: "Pending certificate created. Please Perform Merge to complete the request.",
      target: null,
    },
  },
  {
    title: "a certificate is not made in a vault that lets nobody in",
    given: closedVault,
    az: `keyvault certificate create ${which} --policy ${policy("Self")}`,
    exitCode: 1,
    says: ["ERROR: (Forbidden)", "does not have certificates create permission", '"code": "AccessDenied"'],
  },
  { title: "a certificate is shown", given: certificate, az: `keyvault certificate show ${which}`, prints: shown },
  {
    title: "a certificate that is not there is not found",
    given: policyVault,
    az: `keyvault certificate show ${which}`,
    exitCode: 3,
    says: [`ERROR: (CertificateNotFound) A certificate with (name/id) ${name} was not found in this key vault.`],
  },
  {
    title: "certificates are listed",
    given: certificate,
    az: `keyvault certificate list ${vault}`,
    prints: [{ ...listed, subject: "" }],
  },
  {
    title: "a certificate is deleted",
    given: certificate,
    az: `keyvault certificate delete ${which}`,
    says: ["WARNING: Warning! If you have soft-delete protection enabled on this key vault, this certificate will be"],
    prints: { ...shown, ...deletion },
  },
  {
    title: "deleted certificates are listed",
    given: deletedCertificate,
    az: `keyvault certificate list-deleted ${vault}`,
    prints: [{ ...listed, attributes, ...deletion }],
  },
  { title: "a deleted certificate is purged", given: deletedCertificate, az: `keyvault certificate purge ${which}` },
];
