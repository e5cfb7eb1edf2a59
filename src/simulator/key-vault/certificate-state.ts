import type { webcrypto } from "node:crypto";
import type { Key, ObjectAttributes, Shelf } from "./key-state.ts";
import type { Secret } from "../state.ts";

/** How certificates of a name are made, as on the wire, with what is usual where a request left it out. */
export interface CertificatePolicy {
  key_props: { exportable: boolean; kty: string; key_size?: number; crv?: string; reuse_key: boolean };
  secret_props: { contentType: string };
  x509_props: {
    subject: string;
    sans?: { emails?: string[]; dns_names?: string[]; upns?: string[]; uris?: string[]; ipAddresses?: string[] };
    ekus: string[];
    key_usage: string[];
    validity_months: number;
    basic_constraints: { ca: boolean };
  };
  lifetime_actions: {
    trigger: { lifetime_percentage?: number; days_before_expiry?: number };
    action: { action_type: string };
  }[];
  issuer: { name: string; cty?: string; cert_transparency?: boolean };
  attributes: { enabled: boolean; created: number; updated: number };
}

export interface CertificateVersion extends ObjectAttributes {
  /** 32 hexadecimal digits, the same as those of its key and its secret. */
  version: string;
  /** The certificate, DER as base64; null until its operation is completed. */
  cer: string | null;
  tags: Record<string, string> | null;
}

/** The making of a version that is under way, or was: a name has at most one. */
export interface CertificateOperation {
  requestId: string;
  /** Of the version that it makes. */
  version: string;
  status: "inProgress" | "completed" | "cancelled";
  /** When a certificate that signs itself is ready, in milliseconds since the epoch; null for one that is signed elsewhere. */
  readyAt: number | null;
  cancellationRequested: boolean;
  issuer: string;
  /** The request for the certificate (PKCS #10), DER as base64. */
  csr: string;
  /** The private key, until the version has it. */
  material: webcrypto.JsonWebKey;
  /** Whether the version is to be enabled when it is there. */
  enabled: boolean;
}

/** The key and the secret that a certificate is, too, under its name. */
export interface Faces {
  key: Key | null;
  secret: Secret | null;
}

export interface Certificate {
  name: string;
  /** Oldest first. */
  versions: CertificateVersion[];
  policy: CertificatePolicy;
  operation: CertificateOperation | null;
  /** Its faces, while it is deleted. */
  away: Faces | null;
}

export interface CertificateIssuer {
  name: string;
  provider: string;
  credentials: { account_id?: string | undefined; pwd?: string | undefined };
  org_details: { id?: string | undefined; admin_details: object[] };
  attributes: { enabled: boolean; created: number; updated: number };
}

export interface CertificateStore extends Shelf<Certificate> {
  /** As on the wire; null where none were ever set. */
  contacts: object[] | null;
  issuers: CertificateIssuer[];
}
