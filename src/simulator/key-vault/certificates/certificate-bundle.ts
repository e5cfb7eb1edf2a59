import { createHash } from "node:crypto";
import { findBy } from "../../lookup.ts";
import type { Call } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { Certificate, CertificateStore, CertificateVersion } from "../certificate-state.ts";
import { addressOf, attributesOf, ownAttributes } from "../object-attributes.ts";
import { notFound, requireLive } from "../soft-delete.ts";

/** The certificates of a vault. A vault has none written down until its first. */
export function certificatesOf(vault: Vault): CertificateStore {
  vault.certificates ??= { live: [], deleted: [], contacts: null, issuers: [] };
  // What was stored, not what was written: only changes of that are kept.
  return vault.certificates;
}

/** The certificate that the path names, and its version, or the current one where the path names none. Throws 404. */
export function certificateOf(
  vault: Vault,
  { params }: Call,
): { certificate: Certificate; version: CertificateVersion } {
  const certificate = requireLive("Certificate", certificatesOf(vault), params["name"] ?? "");
  const wanted = params["version"];
  if (wanted === undefined) return { certificate, version: current(certificate) };
  const version = findBy(certificate.versions, "version", wanted);
  if (version === undefined) throw notFound("Certificate", `${certificate.name}/${wanted}`);
  return { certificate, version };
}

/** The newest version that is there, or, where none is yet, the one under way. */
export function current({ versions }: Certificate): CertificateVersion {
  const version = versions.findLast(({ cer }) => cer !== null) ?? versions.at(-1);
  if (version === undefined) throw new Error("a certificate has at least one version");
  return version;
}

/** A version of a certificate, with what makes it; the order of members is that of recorded answers. */
export function certificateBundle(
  vault: Vault,
  { name, policy, operation }: Certificate,
  version: CertificateVersion,
  apiVersion: string,
): object {
  const of = (objects: string): string => addressOf(vault, objects, name, version.version);
  return {
    id: of("certificates"),
    ...(version.cer !== null && {
      kid: of("keys"),
      sid: of("secrets"),
      x5t: thumbprint(version.cer),
      cer: version.cer,
    }),
    attributes: attributesOf(vault, version, apiVersion),
    ...(version.tags !== null && { tags: version.tags }),
    policy: { id: addressOf(vault, "certificates", name, "policy"), ...policy },
    ...(operation !== null && { pending: { id: addressOf(vault, "certificates", name, "pending") } }),
  };
}

/**
 * A version of a certificate as an item of a list, without the vault's attributes; a deleted one has them (both recorded).
 *
 * @param id the version's, left out in a list of certificates
 */
export function certificateItem(
  vault: Vault,
  { name, policy }: Certificate,
  version: CertificateVersion,
  { id, attributes }: { id?: string; attributes?: object } = {},
): object {
  const subject = version.cer === null ? "" : policy.x509_props.subject;
  return {
    id: addressOf(vault, "certificates", name, ...(id === undefined ? [] : [id])),
    ...(version.cer !== null && { x5t: thumbprint(version.cer) }),
    attributes: attributes ?? ownAttributes(version),
    ...(version.tags !== null && { tags: version.tags }),
    ...(attributes === undefined && { subject }),
  };
}

function thumbprint(cer: string): string {
  return createHash("sha1").update(Buffer.from(cer, "base64")).digest("base64url");
}
