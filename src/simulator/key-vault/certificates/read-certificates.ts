import { sortedBy } from "../../lookup.ts";
import type { VaultOperation } from "../allowed.ts";
import { badParameter } from "../key-vault-error.ts";
import { readBody } from "../keys/key-request.ts";
import { addressOf, seconds } from "../object-attributes.ts";
import { page } from "../page.ts";
import { find, nameIn, requireLive } from "../soft-delete.ts";
import { certificateBundle, certificateItem, certificateOf, certificatesOf, current } from "./certificate-bundle.ts";
import { described } from "./create-certificate.ts";
import { updateFaces } from "./faces.ts";
import { fillPolicy, policyRequest } from "./policy.ts";

/** Get Certificate: the current version, or the one in the path; one that is not there yet is shown as disabled. */
export const getCertificate: VaultOperation = (vault, call) => {
  nameIn(call);
  const { certificate, version } = certificateOf(vault, call);
  return { status: 200, body: certificateBundle(vault, certificate, version, call.query.get("api-version") ?? "") };
};

/** Get Certificates: a page of the vault's certificates, of those that are not there yet only if it is asked for them. */
export const getCertificates: VaultOperation = (vault, call) => {
  const includePending = call.query.get("includePending")?.toLowerCase() === "true";
  const live = sortedBy(certificatesOf(vault).live, "name");
  const certificates = live.filter((each) => includePending || current(each).cer !== null);
  return page(call, certificates, (each) => certificateItem(vault, each, current(each)));
};

/** Get Certificate Versions: a page of a certificate's versions; of one that does not exist, an empty one. */
export const getCertificateVersions: VaultOperation = (vault, call) => {
  const certificate = find(certificatesOf(vault), nameIn(call));
  if (certificate === undefined) return page(call, [], () => ({}));
  const versions = sortedBy(certificate.versions, "version").filter(({ cer }) => cer !== null);
  return page(call, versions, (version) => certificateItem(vault, certificate, version, { id: version.version }));
};

/** Update Certificate: changes whether a version is enabled, its tags, or the policy for the next one. */
export const updateCertificate: VaultOperation = (vault, call) => {
  nameIn(call);
  const { certificate, version } = certificateOf(vault, call);
  const { policy, attributes, tags } = readBody(described, call.body);
  const now = seconds(call.azure.now());
  if (policy) certificate.policy = fillPolicy(policy, now, certificate.policy);
  if (typeof attributes?.enabled === "boolean") {
    if (version.cer === null) throw badParameter("A certificate that is not there yet cannot be enabled or disabled.");
    version.enabled = attributes.enabled;
  }
  if (tags) version.tags = Object.keys(tags).length === 0 ? null : tags;
  version.updated = now;
  updateFaces(vault, certificate.name, version);
  return { status: 200, body: certificateBundle(vault, certificate, version, call.query.get("api-version") ?? "") };
};

/** Get Certificate Policy. */
export const getCertificatePolicy: VaultOperation = (vault, call) => {
  const { name, policy } = requireLive("Certificate", certificatesOf(vault), nameIn(call));
  return { status: 200, body: { id: addressOf(vault, "certificates", name, "policy"), ...policy } };
};

/** Update Certificate Policy: what it says nothing of stays. */
export const updateCertificatePolicy: VaultOperation = (vault, call) => {
  const certificate = requireLive("Certificate", certificatesOf(vault), nameIn(call));
  const given = readBody(policyRequest, call.body);
  certificate.policy = fillPolicy(given, seconds(call.azure.now()), certificate.policy);
  return {
    status: 200,
    body: { id: addressOf(vault, "certificates", certificate.name, "policy"), ...certificate.policy },
  };
};
