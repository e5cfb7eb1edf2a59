import { createPrivateKey, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import type { VaultOperation } from "../allowed.ts";
import { badParameter } from "../key-vault-error.ts";
import { refuseHardware } from "../keys/create-key.ts";
import { curveOf, readKey, readKeyType } from "../keys/key-material.ts";
import { readBody } from "../keys/key-request.ts";
import { seconds } from "../object-attributes.ts";
import { nameIn } from "../soft-delete.ts";
import { certificateBundle } from "./certificate-bundle.ts";
import { described, refuseName } from "./create-certificate.ts";
import { contentTypes, fillPolicy } from "./policy.ts";
import { readPfx } from "./read-pfx.ts";
import { finishVersion, startVersion } from "./versions.ts";
import { keyUsages } from "./x509.ts";

const imported = described.extend({ value: z.string(), pwd: z.string().nullish() });

interface Pair {
  certificate: X509Certificate;
  key: KeyObject;
}

/**
 * Import Certificate: a certificate with its private key, as a PFX in base64 or, where the policy says so, as PEM. The
 * policy is read off the certificate where the request leaves it open.
 */
export const importCertificate: VaultOperation = (vault, call) => {
  const { azure } = call;
  const name = nameIn(call);
  refuseName(vault, name, azure.now());
  const { value, pwd, policy: given, attributes, tags } = readBody(imported, call.body);
  const contentType = given?.secret_props?.contentType ?? contentTypes.pfx;
  const { certificate: x509, key } =
    contentType === contentTypes.pem ? readPemPair(value, pwd ?? "") : readPfxPair(value, pwd ?? "");
  const jwk = key.export({ format: "jwk" });
  const kty = readKeyType(given?.key_props?.kty ?? jwk.kty ?? "");
  refuseHardware(vault, kty);
  const material = readKey(kty, { ...jwk });
  const now = seconds(azure.now());
  const policy = fillPolicy(
    {
      ...given,
      key_props: { ...given?.key_props, kty, key_size: sizeOf(key), crv: curveOf({ material }) },
      x509_props: readProperties(x509),
    },
    now,
  );
  const started = startVersion(vault, azure, name, policy, tags ?? null);
  started.operation = null;
  const version = finishVersion(vault, started, started.versions.at(-1)?.version ?? "", material, {
    cer: x509.raw.toString("base64"),
    enabled: attributes?.enabled ?? true,
    notBefore: seconds(x509.validFromDate.getTime()),
    expires: seconds(x509.validToDate.getTime()),
    created: now,
    updated: now,
  });
  return { status: 200, body: certificateBundle(vault, started, version, call.query.get("api-version") ?? "") };
};

/** The sentence is quoted in AspNetCoreCertificates #38. */
function readPfxPair(value: string, password: string): Pair {
  try {
    const { certificate, key } = readPfx(Buffer.from(value, "base64"), password);
    return { certificate: new X509Certificate(certificate), key };
  } catch {
    throw badParameter(
      "The specified PKCS#12 X.509 certificate content can not be read. Please check if certificate is in valid PKCS#12 format.",
    );
  }
}

/** PEM, or PEM in base64; its key is PKCS #8. The sentences are quoted in azure-cli #19017 and ms-identity-python-daemon #21. */
function readPemPair(value: string, passphrase: string): Pair {
  const text = value.includes("-----BEGIN ") ? value : Buffer.from(value, "base64").toString();
  const pem = (label: string): string | undefined =>
    new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(text)?.[0];
  const [certificate, key] = [pem("CERTIFICATE"), pem("(?:ENCRYPTED )?PRIVATE KEY")];
  if (certificate === undefined && key === undefined) {
    throw badParameter(
      "The specified PEM X.509 certificate content can not be read. Please check if certificate is in valid PEM format. Accepted formats: PEM content or Base64 encoded PEM content.",
    );
  }
  try {
    const pair = {
      certificate: new X509Certificate(certificate ?? ""),
      key: createPrivateKey({ key: key ?? "", passphrase }),
    };
    if (pair.certificate.checkPrivateKey(pair.key)) return pair;
  } catch {
    // Refused below.
  }
  throw badParameter(
    "The specified PEM X.509 certificate content is in an unexpected format. Please check if certificate is in valid PEM format.",
  );
}

function sizeOf(key: KeyObject): number | undefined {
  return key.asymmetricKeyDetails?.modulusLength;
}

/** What a policy says of a certificate, read off one. */
function readProperties(x509: X509Certificate) {
  const names = (x509.subjectAltName ?? "").split(", ");
  const namesOf = (kind: string): string[] =>
    names.filter((name) => name.startsWith(kind)).map((name) => name.slice(kind.length));
  const sans = {
    emails: namesOf("email:"),
    dns_names: namesOf("DNS:"),
    upns: namesOf("othername:UPN:"),
    uris: namesOf("URI:"),
    ipAddresses: namesOf("IP Address:"),
  };
  const given = Object.fromEntries(Object.entries(sans).filter(([, list]) => list.length > 0));
  const months = (x509.validToDate.getTime() - x509.validFromDate.getTime()) / (86_400_000 * 30.4375);
  return {
    subject: x509.subject.split("\n").toReversed().map(quoted).join(", "),
    ...(x509.subjectAltName !== undefined && { sans: given }),
    ekus: x509.keyUsage ?? [],
    key_usage: readUsages(x509.raw),
    validity_months: Math.max(1, Math.round(months)),
    basic_constraints: { ca: x509.ca },
  };
}

/**
 * One part of a name as node:crypto writes it, as the service does: with what has a comma in quotation marks, and a state
 * called `S` (recorded in az's test_keyvault_softdelete.yaml).
 */
function quoted(part: string): string {
  const [, short = "", value = ""] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
  const name = short === "ST" ? "S" : short;
  const bare = value.replaceAll(/\\(.)/g, "$1");
  return /[,;"]/.test(bare) ? `${name}="${bare.replaceAll('"', '""')}"` : `${name}=${bare}`;
}

/** The identifier of the extension for a key's usage, in DER. */
const usageExtension = Buffer.from("0603551d0f", "hex");

/** The key usages of a certificate, which node:crypto does not show: the bits behind the extension's identifier. */
function readUsages(raw: Buffer): string[] {
  const found = raw.indexOf(usageExtension);
  if (found === -1) return [];
  const behind = raw.subarray(found + usageExtension.length);
  // Whether it is critical may stand first; then come an octet string, and in it the bits.
  const bits = behind.subarray(behind[0] === 1 ? 5 : 2);
  const bytes = bits.subarray(3, 2 + (bits[1] ?? 0));
  return keyUsages.filter((_, index) => ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
}
