import { z } from "zod";
import { findBy, remove, sortedBy } from "../../lookup.ts";
import { ServiceError } from "../../operation.ts";
import type { Call } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import type { CertificateIssuer } from "../certificate-state.ts";
import { badParameter } from "../key-vault-error.ts";
import { readBody } from "../keys/key-request.ts";
import { addressOf, seconds } from "../object-attributes.ts";
import { page } from "../page.ts";
import { certificatesOf } from "./certificate-bundle.ts";

const issuerRequest = z.object({
  provider: z.string().optional(),
  credentials: z.object({ account_id: z.string().optional(), pwd: z.string().optional() }).optional(),
  org_details: z
    .object({
      id: z.string().optional(),
      admin_details: z
        .array(
          z.object({
            first_name: z.string().optional(),
            last_name: z.string().optional(),
            email: z.string().optional(),
            phone: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  attributes: z.object({ enabled: z.boolean().optional() }).optional(),
});

/** Get Certificate Issuers: a page of the authorities that the vault may ask for certificates. */
export const getCertificateIssuers: VaultOperation = (vault, call) => {
  const issuers = sortedBy(certificatesOf(vault).issuers, "name");
  return page(call, issuers, ({ name, provider }) => ({ id: idOf(vault, name), provider }));
};

/** Get Certificate Issuer. */
export const getCertificateIssuer: VaultOperation = (vault, call) => ({
  status: 200,
  body: issuerBody(vault, issuerOf(vault, call)),
});

/** Set Certificate Issuer: what it says replaces what was there. */
export const setCertificateIssuer: VaultOperation = (vault, call) => {
  const given = readBody(issuerRequest, call.body);
  if (given.provider === undefined) throw badParameter("Property has invalid value: provider");
  const name = call.params["issuer"] ?? "";
  const { issuers } = certificatesOf(vault);
  const before = find(vault, name);
  const now = seconds(call.azure.now());
  const issuer: CertificateIssuer = {
    name: before?.name ?? name,
    provider: given.provider,
    credentials: given.credentials ?? {},
    org_details: { ...given.org_details, admin_details: given.org_details?.admin_details ?? [] },
    attributes: {
      enabled: given.attributes?.enabled ?? true,
      created: before?.attributes.created ?? now,
      updated: now,
    },
  };
  if (before === undefined) issuers.push(issuer);
  else issuers[issuers.indexOf(before)] = issuer;
  return { status: 200, body: issuerBody(vault, issuer) };
};

/** Update Certificate Issuer: what it says nothing of stays. */
export const updateCertificateIssuer: VaultOperation = (vault, call) => {
  const issuer = issuerOf(vault, call);
  const { provider, credentials, org_details, attributes } = readBody(issuerRequest, call.body);
  if (provider !== undefined) issuer.provider = provider;
  Object.assign(issuer.credentials, credentials);
  Object.assign(issuer.org_details, org_details);
  Object.assign(issuer.attributes, attributes, { updated: seconds(call.azure.now()) });
  return { status: 200, body: issuerBody(vault, issuer) };
};

/** Delete Certificate Issuer: at once and for good. */
export const deleteCertificateIssuer: VaultOperation = (vault, call) => {
  const issuer = issuerOf(vault, call);
  const body = issuerBody(vault, issuer);
  remove(certificatesOf(vault).issuers, issuer);
  return { status: 200, body };
};

/** Recorded in az's test_keyvault_certificate_issuers.yaml. */
export function issuerNotFound(): ServiceError {
  return new ServiceError(404, "CertificateIssuerNotFound", "Issuer not found");
}

function issuerOf(vault: Vault, { params }: Call): CertificateIssuer {
  const issuer = find(vault, params["issuer"] ?? "");
  if (issuer === undefined) throw issuerNotFound();
  return issuer;
}

function find(vault: Vault, name: string): CertificateIssuer | undefined {
  return findBy(certificatesOf(vault).issuers, "name", name);
}

/** As recorded: a password is never shown again, and the organization has a `zip` that nobody can set. */
function issuerBody(vault: Vault, issuer: CertificateIssuer): object {
  const { name, provider, credentials, org_details, attributes } = issuer;
  const { pwd: _, ...shown } = credentials;
  const { id, admin_details } = org_details;
  return {
    id: idOf(vault, name),
    provider,
    credentials: shown,
    org_details: { ...(id !== undefined && { id }), zip: 0, admin_details },
    attributes,
  };
}

function idOf(vault: Vault, name: string): string {
  return addressOf(vault, "certificates", "issuers", name);
}
