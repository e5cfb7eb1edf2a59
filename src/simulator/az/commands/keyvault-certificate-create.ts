import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { certificateOptions, sendCertificate } from "../certificate.ts";
import { defineCommand } from "../command.ts";
import { AzError, plainly } from "../error.ts";
import { locateSecret as locateCertificate } from "../key-vault.ts";
import { readTags } from "../tags.ts";

/** A certificate's operation as the data plane answers it. */
interface Operation {
  id: string;
  issuer?: { name?: string };
  csr?: string;
  cancellation_requested?: boolean;
  status?: string;
  status_details?: string;
  target?: string;
  request_id?: string;
}

/** How often az looks whether a certificate is there, in milliseconds. */
const interval = 5000;

/** `az keyvault certificate create`: waits until the certificate is there, unless it is signed elsewhere. */
export const create = defineCommand({
  options: {
    name: { ...certificateOptions.name, required: true },
    vaultName: { ...certificateOptions.vaultName, required: true },
    policy: { names: ["--policy", "-p"], required: true },
    disabled: { names: ["--disabled"], kind: "boolean" },
    validity: { names: ["--validity"] },
    tags: { names: ["--tags"], kind: "list" },
    subscription: certificateOptions.subscription,
  },
  async run(values, session) {
    const policy = readPolicy(values.policy);
    if (values.validity !== undefined) policy.x509_props.validity_months = Number(values.validity);
    const { vaultUrl, name } = locateCertificate(values);
    const path = `/certificates/${encodeURIComponent(name)}`;
    const ask = (method: string, at: string, body?: unknown) =>
      plainly(sendCertificate<Operation>(session, vaultUrl, method, at, body));
    await ask("POST", `${path}/create`, {
      policy,
      attributes: { enabled: values.disabled !== true },
      ...(values.tags && { tags: readTags(values.tags) }),
    });
    if (policy.issuer.name?.toLowerCase() === "unknown") return showOperation(await ask("GET", `${path}/pending`));
    while ((await ask("GET", `${path}/pending`)).status === "inProgress") await sleep(interval);
    await ask("GET", `${path}/`);
    return showOperation(await ask("GET", `${path}/pending`));
  },
});

function showOperation({ id, issuer, csr, cancellation_requested, ...more }: Operation): object {
  return {
    cancellationRequested: cancellation_requested ?? null,
    csr: csr ?? null,
    error: null,
    id,
    issuerParameters: { certificateTransparency: null, certificateType: null, name: issuer?.name ?? null },
    name: new URL(id).pathname.split("/")[2],
    requestId: more.request_id ?? null,
    status: more.status ?? null,
    statusDetails: more.status_details ?? null,
    target: more.target ?? null,
  };
}

const names = z.array(z.string()).nullish();

/** A policy in az's words, as `get-default-policy` prints it. */
const policyOfAz = z.object({
  issuerParameters: z.object({ name: z.string().nullish(), certificateType: z.string().nullish() }).nullish(),
  keyProperties: z
    .object({
      curve: z.string().nullish(),
      exportable: z.boolean().nullish(),
      keySize: z.int().nullish(),
      keyType: z.string().nullish(),
      reuseKey: z.boolean().nullish(),
    })
    .nullish(),
  lifetimeActions: z
    .array(
      z.object({
        action: z.object({ actionType: z.string().nullish() }),
        trigger: z.object({ daysBeforeExpiry: z.int().nullish(), lifetimePercentage: z.int().nullish() }),
      }),
    )
    .nullish(),
  secretProperties: z.object({ contentType: z.string().nullish() }).nullish(),
  x509CertificateProperties: z
    .object({
      ekus: names,
      keyUsage: names,
      subject: z.string().nullish(),
      subjectAlternativeNames: z.object({ dnsNames: names, emails: names, upns: names }).nullish(),
      validityInMonths: z.int().nullish(),
    })
    .nullish(),
});

/** Reads a policy, or the file behind an `@`, and puts it into the data plane's words. */
function readPolicy(given: string) {
  const text = given.startsWith("@") ? readFileSync(given.slice(1), "utf8") : given;
  const { success, data } = policyOfAz.safeParse(parse(text));
  if (!success) throw new AzError(`Failed to parse string as JSON:\n${text}`);
  const { issuerParameters: issuer, keyProperties: key, x509CertificateProperties: x509 } = data;
  return {
    issuer: { name: issuer?.name, cty: issuer?.certificateType },
    key_props: {
      crv: key?.curve,
      exportable: key?.exportable,
      key_size: key?.keySize,
      kty: key?.keyType,
      reuse_key: key?.reuseKey,
    },
    lifetime_actions: data.lifetimeActions?.map(({ action, trigger }) => ({
      action: { action_type: action.actionType },
      trigger: { days_before_expiry: trigger.daysBeforeExpiry, lifetime_percentage: trigger.lifetimePercentage },
    })),
    secret_props: data.secretProperties,
    x509_props: {
      ekus: x509?.ekus,
      key_usage: x509?.keyUsage,
      subject: x509?.subject,
      sans: x509?.subjectAlternativeNames && {
        dns_names: x509.subjectAlternativeNames.dnsNames,
        emails: x509.subjectAlternativeNames.emails,
        upns: x509.subjectAlternativeNames.upns,
      },
      validity_months: x509?.validityInMonths,
    },
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** `az keyvault certificate get-default-policy`: asks nobody. */
export const getDefaultPolicy = defineCommand({
  options: {},
  run: async () => ({
    issuerParameters: { certificateTransparency: null, name: "Self" },
    keyProperties: { curve: null, exportable: true, keySize: 2048, keyType: "RSA", reuseKey: true },
    lifetimeActions: [{ action: { actionType: "AutoRenew" }, trigger: { daysBeforeExpiry: 90 } }],
    secretProperties: { contentType: "application/x-pkcs12" },
    x509CertificateProperties: {
      keyUsage: ["cRLSign", "dataEncipherment", "digitalSignature", "keyEncipherment", "keyAgreement", "keyCertSign"],
      subject: "CN=CLIGetDefaultPolicy",
      validityInMonths: 12,
    },
  }),
});
