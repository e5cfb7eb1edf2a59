import { z } from "zod";
import { badParameter } from "../key-vault-error.ts";
import type { Vault } from "../../state.ts";
import type { KeyType, KeyVersion } from "../key-state.ts";
import { isRsa } from "./key-material.ts";

const attributes = z.object({
  enabled: z.boolean().nullish(),
  nbf: z.int().nullish(),
  exp: z.int().nullish(),
  exportable: z.boolean().nullish(),
});

const releasePolicy = z.object({
  contentType: z.string().nullish(),
  data: z.string(),
  immutable: z.boolean().nullish(),
});

/** What requests to create, to import and to update a key have in common (Key Vault REST API, "Keys"). */
const described = z.object({
  key_ops: z.array(z.string()).nullish(),
  attributes: attributes.nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
  release_policy: releasePolicy.nullish(),
});

const created = described.extend({
  kty: z.string().nullish(),
  key_size: z.int().nullish(),
  public_exponent: z.int().nullish(),
  crv: z.string().nullish(),
});

const imported = described.extend({
  key: z.looseObject({ kty: z.string(), key_ops: z.array(z.string()).nullish() }),
  Hsm: z.boolean().nullish(),
});

const used = z.object({ alg: z.string(), value: z.string().nullish(), digest: z.string().nullish() });

export const keyRequests = { described, created, imported, used };

/** Reads a body. Throws 400 that names the member which is missing or of the wrong type. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body ?? {});
  if (success) return data;
  throw badParameter(`Property has invalid value: ${error.issues[0]?.path.join(".") ?? ""}`);
}

/** What may be done with keys of a type ("About keys"); a new key may do all that stands in front of the bar. */
const operations = {
  rsa: { usual: ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"], more: ["import"] },
  ec: { usual: ["sign", "verify"], more: [] },
};

/** What a key may be used for. Throws 400 for what keys of its type cannot do. */
export function readOperations(kty: KeyType, wanted: readonly string[] | null | undefined): string[] {
  const { usual, more } = isRsa(kty) ? operations.rsa : operations.ec;
  const other = wanted?.find((operation) => ![...usual, ...more].includes(operation));
  if (other !== undefined)
    throw badParameter(`Property has invalid value: key_ops. Keys of type ${kty} have no ${other}.`);
  return [...(wanted ?? usual)];
}

/** What a request says about a version, apart from its material. What it leaves out is left out. */
export type Described = Partial<
  Pick<KeyVersion, "enabled" | "notBefore" | "expires" | "tags" | "exportable" | "releasePolicy">
>;

export function readDescription({
  attributes: given,
  tags,
  release_policy: policy,
}: z.infer<typeof described>): Described {
  const { enabled, nbf, exp, exportable } = given ?? {};
  return {
    ...(typeof enabled === "boolean" && { enabled }),
    ...(typeof nbf === "number" && { notBefore: nbf }),
    ...(typeof exp === "number" && { expires: exp }),
    ...(typeof exportable === "boolean" && { exportable }),
    ...(tags && { tags: Object.keys(tags).length === 0 ? null : tags }),
    ...(policy && {
      releasePolicy: {
        contentType: policy.contentType ?? "application/json; charset=utf-8",
        data: policy.data,
        immutable: policy.immutable ?? false,
      },
    }),
  };
}

/**
 * Refuses what does not go together in a key that may leave the vault. AKV.SKR.1001, 1004 and 1005 are recorded in the
 * tests of the SDKs for .NET and JavaScript; of 1006 only the code is known.
 */
export function refuseRelease(vault: Vault, kty: KeyType, { exportable, releasePolicy: policy }: Described): void {
  if (exportable !== true) {
    if (policy) throw badParameter("AKV.SKR.1005: Non-exportable keys must not have release policy.");
    return;
  }
  if (vault.sku.name.toLowerCase() !== "premium") {
    throw badParameter(
      "AKV.SKR.1001: The exportable attribute is only supported with premium vaults and API version >= '7.3-preview'.",
    );
  }
  if (!policy) throw badParameter("AKV.SKR.1004: Exportable keys must have release policy.");
  if (!kty.endsWith("-HSM")) throw badParameter("AKV.SKR.1006: Exportable keys must be protected by an HSM.");
}

/** The bytes of a base64url value. Throws 400 for anything else (the sentences are quoted in vault-recovery-key #20). */
export function readBytes(name: string, value: string | null | undefined): Buffer {
  const missing = `Property '${name}' is required.\r\n`;
  if (typeof value !== "string") throw badParameter(missing);
  if (/^[\w-]*={0,2}$/.test(value)) return Buffer.from(value, "base64url");
  throw badParameter(`Content of '${name}' is not base64url.\r\n${missing}`);
}
