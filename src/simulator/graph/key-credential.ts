import { X509Certificate } from "node:crypto";
import { z } from "zod";
import type { SimulatedAzure } from "../operation.ts";
import type { KeyCredential } from "../state.ts";
import { guid } from "./forms.ts";
import { badRequest } from "./graph-error.ts";

const form = z.strictObject({
  "@odata.type": z.string().optional(),
  customKeyIdentifier: z.string().nullish(),
  displayName: z.string().nullish(),
  endDateTime: z.string().nullish(),
  key: z.string().nullish(),
  keyId: guid.nullish(),
  startDateTime: z.string().nullish(),
  type: z.enum(["AsymmetricX509Cert", "X509CertAndPassword"]).default("AsymmetricX509Cert"),
  usage: z.enum(["Verify", "Sign"]).default("Verify"),
});

/**
 * Reads the certificates that an application is to have: new ones with their key, those that it has by their key ID. Graph
 * shows a certificate by its SHA-1 thumbprint and its subject (recorded in az's test_app_scenario.yaml).
 *
 * @throws ServiceError 400 for what is no certificate
 */
export function readKeys(azure: SimulatedAzure, given: readonly unknown[], before: readonly KeyCredential[]) {
  return given.map((each): KeyCredential => {
    const { data, success } = form.safeParse(each);
    if (!success) throw invalid();
    const old = before.find(({ keyId }) => keyId === data.keyId);
    if (old !== undefined && !data.key) return old;
    const certificate = certificateIn(data.key ?? "");
    return {
      customKeyIdentifier: data.customKeyIdentifier ?? certificate.fingerprint.replaceAll(":", ""),
      displayName: data.displayName ?? subjectOf(certificate),
      endDateTime: data.endDateTime ?? time(certificate.validTo),
      keyId: data.keyId ?? azure.guid(),
      startDateTime: data.startDateTime ?? time(certificate.validFrom),
      type: data.type,
      usage: data.usage,
    };
  });
}

/** A certificate as Graph writes it, without its key. */
export function writeKey(credential: KeyCredential): object {
  const { customKeyIdentifier, displayName, endDateTime, keyId, startDateTime, type, usage } = credential;
  return { customKeyIdentifier, displayName, endDateTime, key: null, keyId, startDateTime, type, usage };
}

function certificateIn(key: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(key, "base64"));
  } catch {
    throw invalid();
  }
}

/** The innermost name first, a state as `S`: as Windows writes subjects. */
function subjectOf({ subject }: X509Certificate): string {
  return subject.split("\n").toReversed().join(", ").replaceAll(/\bST=/g, "S=");
}

function time(text: string): string {
  return new Date(text).toISOString().replace(/\.\d+/, "");
}

function invalid() {
  return badRequest("Key credential value is not a valid certificate.");
}
