import { createPublicKey, X509Certificate } from "node:crypto";
import { z } from "zod";
import { ServiceError } from "../../operation.ts";
import type { Answer, Call } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import type { Certificate, CertificateOperation } from "../certificate-state.ts";
import { badParameter } from "../key-vault-error.ts";
import { readBody } from "../keys/key-request.ts";
import { addressOf, seconds } from "../object-attributes.ts";
import { nameIn, requireLive } from "../soft-delete.ts";
import { certificateBundle, certificatesOf } from "./certificate-bundle.ts";
import { finishVersion } from "./versions.ts";

/** Get Certificate Operation: what a client polls. A `request_id` in the query must be the operation's. */
export const getCertificateOperation: VaultOperation = (vault, call) =>
  operationAnswer(vault, call, pending(vault, call).certificate, 200);

/** Update Certificate Operation: its cancellation can be asked for, while it is under way. */
export const updateCertificateOperation: VaultOperation = (vault, call) => {
  const { certificate, operation } = pending(vault, call);
  const { cancellation_requested } = readBody(z.object({ cancellation_requested: z.boolean() }), call.body);
  // "Monitor and manage certificate creation" has the status without a sentence.
  if (operation.status !== "inProgress") {
    throw badParameter("A cancellation can only be requested while the pending certificate's status is inProgress.");
  }
  operation.cancellationRequested = cancellation_requested;
  return operationAnswer(vault, call, certificate, 200);
};

/** Delete Certificate Operation: what it was to make is not made any more. */
export const deleteCertificateOperation: VaultOperation = (vault, call) => {
  const { certificate } = pending(vault, call);
  const { body } = operationAnswer(vault, call, certificate, 200);
  certificate.operation = null;
  return { status: 200, body };
};

/** Merge Certificate: brings what was signed elsewhere for the request of a pending certificate. */
export const mergeCertificate: VaultOperation = (vault, call) => {
  const { certificate, operation } = pending(vault, call);
  if (operation.status !== "inProgress") throw pendingNotFound(certificate.name);
  if (operation.issuer !== "Unknown") {
    const message = `Merge is forbidden on pending object created with issuer : ${operation.issuer} while it is in progess.`;
    throw new ServiceError(403, "Forbidden", message);
  }
  const { x5c } = readBody(z.object({ x5c: z.array(z.string()).min(1) }), call.body);
  const signed = readX509(x5c[0] ?? "");
  const own = createPublicKey({ key: operation.material, format: "jwk" });
  if (!signed.publicKey.equals(own)) {
    throw badParameter("Property has invalid value: x5c. The public key is not that of the pending certificate.");
  }
  const now = seconds(call.azure.now());
  const version = finishVersion(vault, certificate, operation.version, operation.material, {
    cer: signed.raw.toString("base64"),
    enabled: operation.enabled,
    notBefore: seconds(signed.validFromDate.getTime()),
    expires: seconds(signed.validToDate.getTime()),
    created: now,
    updated: now,
  });
  operation.status = "completed";
  return { status: 201, body: certificateBundle(vault, certificate, version, call.query.get("api-version") ?? "") };
};

/** An operation as its address shows it; while it is under way, with how long to wait (recorded). */
export function operationAnswer(vault: Vault, call: Call, certificate: Certificate, status: number): Answer {
  const { operation, name } = certificate;
  if (operation === null) throw pendingNotFound(name);
  const id = addressOf(vault, "certificates", name, "pending");
  const query = `api-version=${call.query.get("api-version") ?? ""}&request_id=${operation.requestId}`;
  return {
    status,
    body: {
      id,
      issuer: { name: operation.issuer },
      csr: operation.csr,
      cancellation_requested: operation.cancellationRequested,
      status: operation.status,
      ...(operation.status === "inProgress" && { status_details: details(operation) }),
      ...(operation.status === "completed" && { target: addressOf(vault, "certificates", name) }),
      request_id: operation.requestId,
    },
    headers: {
      ...(status === 202 && { location: `${id}?${query}` }),
      ...(operation.status === "inProgress" && operation.readyAt !== null && { "retry-after": "10" }),
    },
  };
}

function details({ readyAt }: CertificateOperation): string {
  const rest =
    readyAt === null
      ? "Please Perform Merge to complete the request."
      : "Certificate request is in progress. This may take some time based on the issuer provider. Please check again later.";
  return `Pending certificate created. ${rest}`;
}

function pending(vault: Vault, call: Call): { certificate: Certificate; operation: CertificateOperation } {
  const name = nameIn(call);
  const certificate = requireLive("Certificate", certificatesOf(vault), name);
  const { operation } = certificate;
  const wanted = call.query.get("request_id");
  if (operation === null || (wanted !== null && wanted !== operation.requestId)) throw pendingNotFound(name);
  return { certificate, operation };
}

/** Recorded in the tests of the SDK for JavaScript. */
function pendingNotFound(name: string): ServiceError {
  return new ServiceError(404, "PendingCertificateNotFound", `Pending certificate not found: ${name}`);
}

function readX509(base64: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    throw badParameter("Property has invalid value: x5c. It is no X.509 certificate as base64.");
  }
}
