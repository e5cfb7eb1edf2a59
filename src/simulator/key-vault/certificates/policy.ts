import { isIP } from "node:net";
import { z } from "zod";
import { badParameter } from "../key-vault-error.ts";
import type { CertificatePolicy } from "../certificate-state.ts";
import { isRsa, readKeyType } from "../keys/key-material.ts";
import { encodeName } from "./distinguished-name.ts";
import { keyUsages } from "./x509.ts";

const names = z.array(z.string()).nullish();

/** A certificate's policy in a request (Key Vault REST API, "CertificatePolicy"). */
export const policyRequest = z.object({
  key_props: z
    .object({
      exportable: z.boolean().nullish(),
      kty: z.string().nullish(),
      key_size: z.int().nullish(),
      crv: z.string().nullish(),
      reuse_key: z.boolean().nullish(),
    })
    .nullish(),
  secret_props: z.object({ contentType: z.string().nullish() }).nullish(),
  x509_props: z
    .object({
      subject: z.string().nullish(),
      sans: z.object({ emails: names, dns_names: names, upns: names, uris: names, ipAddresses: names }).nullish(),
      ekus: names,
      key_usage: names,
      validity_months: z.int().nullish(),
      basic_constraints: z.object({ ca: z.boolean() }).nullish(),
    })
    .nullish(),
  lifetime_actions: z
    .array(
      z.object({
        trigger: z.object({ lifetime_percentage: z.int().nullish(), days_before_expiry: z.int().nullish() }),
        action: z.object({ action_type: z.string() }),
      }),
    )
    .nullish(),
  issuer: z
    .object({ name: z.string().nullish(), cty: z.string().nullish(), cert_transparency: z.boolean().nullish() })
    .nullish(),
  attributes: z.object({ enabled: z.boolean().nullish() }).nullish(),
});

type PolicyRequest = z.infer<typeof policyRequest>;

export const contentTypes = { pfx: "application/x-pkcs12", pem: "application/x-pem-file" };

const curveSizes: Readonly<Record<string, number>> = { "P-256": 256, "P-256K": 256, "P-384": 384, "P-521": 521 };

/**
 * Fills a policy up with what is usual, as recorded in the tests of the SDK for JavaScript. Throws 400 for what a
 * certificate cannot be.
 *
 * @param now seconds since the epoch
 * @param before the policy that it changes; what it says nothing of stays
 */
export function fillPolicy(given: PolicyRequest, now: number, before?: CertificatePolicy): CertificatePolicy {
  const kty = readKeyType(given.key_props?.kty ?? before?.key_props.kty ?? "RSA");
  const issuer = given.issuer?.name ?? before?.issuer.name ?? "Unknown";
  const contentType = given.secret_props?.contentType ?? before?.secret_props.contentType ?? contentTypes.pfx;
  if (!Object.values(contentTypes).includes(contentType)) {
    throw badParameter(`Property has invalid value: policy.secret_props.contentType: ${contentType}`);
  }
  const actions = given.lifetime_actions?.map(readAction) ?? before?.lifetime_actions ?? [usualAction(issuer)];
  return {
    key_props: fillKey(given, kty, before),
    secret_props: { contentType },
    x509_props: fillX509(given, kty, before),
    lifetime_actions: actions,
    issuer: {
      name: issuer,
      ...(given.issuer?.cty && { cty: given.issuer.cty }),
      ...(typeof given.issuer?.cert_transparency === "boolean" && {
        cert_transparency: given.issuer.cert_transparency,
      }),
    },
    attributes: {
      enabled: given.attributes?.enabled ?? before?.attributes.enabled ?? true,
      created: before?.attributes.created ?? now,
      updated: now,
    },
  };
}

function fillKey(
  { key_props: given }: PolicyRequest,
  kty: string,
  before: CertificatePolicy | undefined,
): CertificatePolicy["key_props"] {
  const { exportable, reuse_key, key_size, crv } = { ...before?.key_props, ...definedOf(given) };
  const common = { exportable: exportable ?? true, kty };
  if (isRsa(kty)) return { ...common, key_size: key_size ?? 2048, reuse_key: reuse_key ?? false };
  const curve = crv ?? "P-256";
  return { ...common, key_size: curveSizes[curve] ?? 0, reuse_key: reuse_key ?? false, crv: curve };
}

function fillX509(
  { x509_props: given }: PolicyRequest,
  kty: string,
  before: CertificatePolicy | undefined,
): CertificatePolicy["x509_props"] {
  const merged = { ...before?.x509_props, ...definedOf(given) };
  const { subject = "", sans, validity_months = 12, basic_constraints = { ca: false } } = merged;
  encodeName(subject);
  const alternatives = sans && definedOf(sans);
  if (subject === "" && Object.values(alternatives ?? {}).every((each) => each.length === 0)) {
    throw badParameter("Property has invalid value: policy.x509_props. It needs a subject, or an alternative of it.");
  }
  if (validity_months < 1) throw badParameter("Property has invalid value: policy.x509_props.validity_months");
  const noAddress = alternatives?.ipAddresses?.find((address) => isIP(address) === 0);
  if (noAddress !== undefined) throw badParameter(`Property has invalid value: policy.x509_props.sans: ${noAddress}`);
  const usages = merged.key_usage ?? (isRsa(kty) ? ["digitalSignature", "keyEncipherment"] : ["digitalSignature"]);
  const unknown = usages.find((usage) => !keyUsages.includes(usage));
  if (unknown !== undefined) throw badParameter(`Property has invalid value: policy.x509_props.key_usage: ${unknown}`);
  return {
    subject,
    ...(alternatives && { sans: alternatives }),
    // Server and client authentication.
    ekus: merged.ekus ?? ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"],
    key_usage: usages.toSorted(),
    validity_months,
    basic_constraints,
  };
}

type Action = CertificatePolicy["lifetime_actions"][number];

function readAction({ trigger, action }: NonNullable<PolicyRequest["lifetime_actions"]>[number]): Action {
  const { lifetime_percentage: percentage, days_before_expiry: days } = trigger;
  const type = ["AutoRenew", "EmailContacts"].find((each) => each === action.action_type);
  const isOne = (percentage === null || percentage === undefined) !== (days === null || days === undefined);
  const isInside = (days ?? 1) >= 1 && (percentage ?? 1) >= 1 && (percentage ?? 1) <= 99;
  if (type === undefined || !isOne || !isInside)
    throw badParameter("Property has invalid value: policy.lifetime_actions");
  return { trigger: definedOf(trigger), action: { action_type: type } };
}

/** What is signed elsewhere cannot renew itself ("About Azure Key Vault certificates"). */
function usualAction(issuer: string): Action {
  const action_type = issuer === "Unknown" ? "EmailContacts" : "AutoRenew";
  return { trigger: { lifetime_percentage: 80 }, action: { action_type } };
}

type Defined<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** An object without its members that are null or undefined. */
function definedOf<T extends object>(object: T | null | undefined): Defined<T> {
  const members = Object.entries(object ?? {}).filter(([, value]) => value !== null && value !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left of the object has the types of its members
  return Object.fromEntries(members) as Defined<T>;
}
