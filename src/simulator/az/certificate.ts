import { apiVersions, objectOptions, sendToVault } from "./key-vault.ts";
import { pythonDate } from "./output.ts";
import type { Session } from "./session.ts";

interface Attributes {
  enabled?: boolean;
  created?: number;
  updated?: number;
  nbf?: number;
  exp?: number;
  recoveryLevel?: string;
}

/** A certificate's policy as the data plane has it. */
export interface WirePolicy {
  attributes?: Attributes;
  issuer?: { name?: string; cty?: string; cert_transparency?: boolean };
  key_props?: { crv?: string; exportable?: boolean; key_size?: number; kty?: string; reuse_key?: boolean };
  lifetime_actions?: {
    action: { action_type?: string };
    trigger: { days_before_expiry?: number; lifetime_percentage?: number };
  }[];
  secret_props?: { contentType?: string };
  x509_props?: {
    ekus?: string[];
    key_usage?: string[];
    subject?: string;
    sans?: { dns_names?: string[]; emails?: string[]; upns?: string[] };
    validity_months?: number;
  };
}

/** A certificate as the data plane answers it; a deleted one has the last three as well. */
export interface CertificateBundle {
  id: string;
  kid?: string;
  sid?: string;
  x5t?: string;
  cer?: string;
  attributes?: Attributes;
  tags?: Record<string, string>;
  policy?: WirePolicy;
  recoveryId?: string;
  deletedDate?: number;
  scheduledPurgeDate?: number;
}

/** Options that say which certificate is meant. */
export const certificateOptions = objectOptions;

/** One request about certificates, in the version that az's client asks for. */
export function sendCertificate<T = CertificateBundle>(
  session: Session,
  vaultUrl: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  return sendToVault<T>(session, vaultUrl, method, path, body, apiVersions.certificates);
}

/** A certificate as az lists it; az's client has no subjects in lists. */
export function showCertificateItem({ id, attributes = {}, tags, x5t, ...more }: CertificateBundle): object {
  const { subject: _, ...shared } = showProperties({ id, attributes, ...(tags && { tags }), ...(x5t && { x5t }) });
  return more.recoveryId === undefined ? { ...shared, subject: "" } : { ...shared, ...showDeletion(more) };
}

/** A certificate as az shows it. */
export function showCertificate(certificate: CertificateBundle): object {
  const { id, cer, kid, sid, policy } = certificate;
  return {
    ...showProperties(certificate),
    cer: cer ?? null,
    contentType: null,
    kid: kid ?? null,
    policy: policy ? showPolicy(policy, id.replace(/[^/]+$/, "policy")) : null,
    sid: sid ?? null,
    ...(certificate.recoveryId !== undefined && showDeletion(certificate)),
  };
}

function showProperties({ id, attributes = {}, tags, x5t }: CertificateBundle): Record<string, unknown> {
  const thumbprint = x5t === undefined ? undefined : Buffer.from(x5t, "base64url");
  return {
    attributes: showAttributes(attributes),
    id,
    name: new URL(id).pathname.split("/")[2],
    tags: tags ?? null,
    x509Thumbprint: thumbprint?.toString("base64") ?? null,
    x509ThumbprintHex: thumbprint?.toString("hex").toUpperCase() ?? null,
  };
}

function showAttributes({ created, enabled, exp, nbf, recoveryLevel, updated }: Attributes): object {
  return {
    created: pythonDate(created),
    enabled: enabled ?? null,
    expires: pythonDate(exp),
    notBefore: pythonDate(nbf),
    recoveryLevel: recoveryLevel ?? null,
    updated: pythonDate(updated),
  };
}

function showDeletion({ recoveryId, deletedDate, scheduledPurgeDate }: Partial<CertificateBundle>): object {
  return { recoveryId, deletedDate: pythonDate(deletedDate), scheduledPurgeDate: pythonDate(scheduledPurgeDate) };
}

function showPolicy({ attributes = {}, issuer, key_props, x509_props, ...rest }: WirePolicy, id: string): object {
  return {
    attributes: showAttributes(attributes),
    id,
    issuerParameters: {
      certificateTransparency: issuer?.cert_transparency ?? null,
      certificateType: issuer?.cty ?? null,
      name: issuer?.name ?? null,
    },
    keyProperties: {
      curve: key_props?.crv ?? null,
      exportable: key_props?.exportable ?? null,
      keySize: key_props?.key_size ?? null,
      keyType: key_props?.kty ?? null,
      reuseKey: key_props?.reuse_key ?? null,
    },
    lifetimeActions: (rest.lifetime_actions ?? []).map(({ action, trigger }) => ({
      action: { actionType: action.action_type ?? null },
      trigger: {
        daysBeforeExpiry: trigger.days_before_expiry ?? null,
        lifetimePercentage: trigger.lifetime_percentage ?? null,
      },
    })),
    secretProperties: { contentType: rest.secret_props?.contentType ?? null },
    x509CertificateProperties: {
      ekus: x509_props?.ekus ?? null,
      keyUsage: x509_props?.key_usage ?? null,
      subject: x509_props?.subject ?? null,
      subjectAlternativeNames: {
        dnsNames: x509_props?.sans?.dns_names ?? null,
        emails: x509_props?.sans?.emails ?? null,
        upns: x509_props?.sans?.upns ?? null,
      },
      validityInMonths: x509_props?.validity_months ?? null,
    },
  };
}
