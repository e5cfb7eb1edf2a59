import type { webcrypto } from "node:crypto";
import { append, findBy } from "../../lookup.ts";
import type { SimulatedAzure } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { Certificate, CertificatePolicy, CertificateVersion } from "../certificate-state.ts";
import { seconds } from "../object-attributes.ts";
import { find } from "../soft-delete.ts";
import { certificatesOf } from "./certificate-bundle.ts";
import { addFaces } from "./faces.ts";
import { createSelfSigned } from "./x509.ts";

/** Adds a version that is not there yet to a certificate, which is made where there is none of this name. */
export function startVersion(
  vault: Vault,
  azure: SimulatedAzure,
  name: string,
  policy: CertificatePolicy,
  tags: Record<string, string> | null,
): Certificate {
  const now = azure.now();
  const certificate = find(certificatesOf(vault), name) ?? addCertificate(vault, name, policy);
  certificate.policy = policy;
  const version = { version: azure.hex(16), cer: null, enabled: false, tags, ...validity(policy, now) };
  certificate.versions.push({ ...version, created: seconds(now), updated: seconds(now) });
  return certificate;
}

/** Puts the certificate into the version that was started, and makes it a key and a secret. */
export function finishVersion(
  vault: Vault,
  certificate: Certificate,
  id: string,
  material: webcrypto.JsonWebKey,
  changes: Omit<CertificateVersion, "version" | "tags">,
): CertificateVersion {
  const version = findBy(certificate.versions, "version", id);
  if (version === undefined) throw new Error("a certificate's operation is about a version of it");
  Object.assign(version, changes);
  addFaces(vault, certificate, version, material);
  return version;
}

/** Signs what is due to be signed. What takes time is not done by a timer: each request to the vault looks. */
export function completeCertificates(vault: Vault, azure: SimulatedAzure): void {
  for (const certificate of vault.certificates?.live ?? []) {
    const { operation, policy } = certificate;
    if (operation?.status !== "inProgress" || operation.readyAt === null || operation.readyAt > azure.now()) continue;
    const created = seconds(operation.readyAt);
    const { notBefore, expires } = validity(policy, operation.readyAt);
    const serial = Buffer.from(azure.hex(16), "hex");
    const cer = createSelfSigned(policy, operation.material, { serial, notBefore, notAfter: expires });
    finishVersion(vault, certificate, operation.version, operation.material, {
      cer: cer.toString("base64"),
      enabled: operation.enabled,
      notBefore,
      expires,
      created,
      updated: created,
    });
    operation.status = "completed";
  }
}

/** From ten minutes ago (recorded), for the months of the policy; seconds since the epoch. */
function validity({ x509_props }: CertificatePolicy, now: number): { notBefore: number; expires: number } {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + x509_props.validity_months);
  return { notBefore: seconds(now) - 600, expires: seconds(end.getTime()) };
}

function addCertificate(vault: Vault, name: string, policy: CertificatePolicy): Certificate {
  return append(certificatesOf(vault).live, { name, versions: [], policy, operation: null, away: null });
}
