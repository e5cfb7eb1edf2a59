import { z } from "zod";
import { findBy } from "../../lookup.ts";
import { ServiceError } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import type { CertificatePolicy } from "../certificate-state.ts";
import { refuseHardware } from "../keys/create-key.ts";
import { newest } from "../keys/key-bundle.ts";
import { generateKey, readKeyType } from "../keys/key-material.ts";
import { readBody } from "../keys/key-request.ts";
import { seconds } from "../object-attributes.ts";
import { find, nameIn, refuseDeletedName } from "../soft-delete.ts";
import { certificatesOf } from "./certificate-bundle.ts";
import { facesOf } from "./faces.ts";
import { issuerNotFound } from "./issuers.ts";
import { operationAnswer } from "./operations.ts";
import { fillPolicy, policyRequest } from "./policy.ts";
import { startVersion } from "./versions.ts";
import { createRequest } from "./x509.ts";

/** What requests to create and to import a certificate have in common. */
export const described = z.object({
  policy: policyRequest.nullish(),
  attributes: z.object({ enabled: z.boolean().nullish() }).nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
});

/**
 * Create Certificate: makes a key and a request, and has the certificate signed: by its own key, which is done after a
 * while, or elsewhere, until somebody brings it ("merge").
 */
export const createCertificate: VaultOperation = async (vault, call) => {
  const { azure } = call;
  const name = nameIn(call);
  refuseName(vault, name, azure.now());
  const { policy: given, attributes, tags } = readBody(described.required({ policy: true }), call.body);
  const before = find(certificatesOf(vault), name);
  const policy = fillPolicy(given ?? {}, seconds(azure.now()));
  refuseIssuer(vault, policy);
  const kty = readKeyType(policy.key_props.kty);
  refuseHardware(vault, kty);
  const { key } = facesOf(vault, name);
  const material =
    policy.key_props.reuse_key && before !== undefined && key !== null
      ? newest(key).material
      : await generateKey(kty, { size: policy.key_props.key_size, curve: policy.key_props.crv });
  // While the key was made, another request may have taken the name.
  refuseName(vault, name, azure.now());
  const certificate = startVersion(vault, azure, name, policy, tags ?? null);
  certificate.operation = {
    requestId: azure.hex(16),
    version: certificate.versions.at(-1)?.version ?? "",
    status: "inProgress",
    readyAt: policy.issuer.name === "Self" ? azure.now() + azure.latency.certificateCreation : null,
    cancellationRequested: false,
    issuer: policy.issuer.name,
    csr: createRequest(policy, material).toString("base64"),
    material,
    enabled: attributes?.enabled ?? true,
  };
  return operationAnswer(vault, call, certificate, 202);
};

/** Throws where a certificate of this name cannot be made or imported: it is deleted, under way, or another object's. */
export function refuseName(vault: Vault, name: string, now: number): void {
  refuseDeletedName("Certificate", certificatesOf(vault), name, now);
  const certificate = find(certificatesOf(vault), name);
  if (certificate?.operation?.status === "inProgress") {
    // "Monitor and manage certificate creation": the status is 409, the code is not.
    const message =
      "A new key vault certificate can not be created or imported while a pending key vault certificate's status is inProgress.";
    throw new ServiceError(409, "Forbidden", message);
  }
  const { key, secret } = facesOf(vault, name);
  if (certificate === undefined && (key !== null || secret !== null)) {
    // The service refuses it, too; the sentence is the simulator's own.
    const message = `A certificate cannot be named ${name}: a ${key === null ? "secret" : "key"} of this name exists.`;
    throw new ServiceError(409, "Conflict", message);
  }
}

function refuseIssuer(vault: Vault, { issuer: { name } }: CertificatePolicy): void {
  if (name === "Self" || name === "Unknown") return;
  const issuer = findBy(certificatesOf(vault).issuers, "name", name);
  if (issuer === undefined) throw issuerNotFound();
  throw new ServiceError(
    501,
    "NotImplemented",
    `This simulator does not play the certificate authority '${issuer.provider}'.`,
  );
}
