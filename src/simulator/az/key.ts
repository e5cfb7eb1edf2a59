import { AzError } from "./error.ts";
import { apiVersions, listFromVault, objectOptions, sendToVault } from "./key-vault.ts";
import { pythonDate } from "./output.ts";
import type { Session } from "./session.ts";

interface KeyAttributes {
  enabled?: boolean;
  created?: number;
  updated?: number;
  nbf?: number;
  exp?: number;
  recoverableDays?: number;
  recoveryLevel?: string;
  exportable?: boolean;
  hsmPlatform?: string;
}

/** A key as the data plane answers it; in a list `kid` stands outside; a deleted one has the last three as well. */
export interface KeyBundle {
  key?: { kid: string; kty: string; key_ops?: string[]; crv?: string; n?: string; e?: string; x?: string; y?: string };
  kid?: string;
  attributes?: KeyAttributes;
  tags?: Record<string, string>;
  managed?: boolean;
  release_policy?: object;
  recoveryId?: string;
  deletedDate?: number;
  scheduledPurgeDate?: number;
}

/** Options that say which key is meant. */
export const keyOptions = {
  ...objectOptions,
  version: { names: ["--version", "-v"] },
} as const;

/** What may be done with a key, as `--ops` takes it. */
export const keyOperations = [
  "encrypt",
  "decrypt",
  "sign",
  "verify",
  "wrapKey",
  "unwrapKey",
  "import",
  "export",
] as const;

/** Options that describe a new key, or a version of it. */
export const newKeyOptions = {
  ...keyOptions,
  ops: { names: ["--ops"], kind: "list", choices: keyOperations },
  protection: { names: ["--protection", "-p"], choices: ["software", "hsm"] },
  disabled: { names: ["--disabled"], kind: "boolean" },
  expires: { names: ["--expires"] },
  notBefore: { names: ["--not-before"] },
  tags: { names: ["--tags"], kind: "list" },
} as const;

/** One request about keys, in the version that az's client asks for. */
export function sendKey<T = KeyBundle>(
  session: Session,
  vaultUrl: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  return sendToVault<T>(session, vaultUrl, method, path, body, apiVersions.keys);
}

/** All pages of a list of keys. */
export function listKeys(session: Session, vaultUrl: string, path: string): Promise<KeyBundle[]> {
  return listFromVault<KeyBundle>(session, vaultUrl, path, apiVersions.keys);
}

/** A key as az shows it: numbers in base64, and a place for all that a key could have. */
export function showKey({ key, attributes = {}, ...more }: KeyBundle): object {
  const none = { d: null, dp: null, dq: null, k: null, p: null, q: null, qi: null, t: null };
  return {
    attributes: showAttributes(attributes),
    key: key && {
      ...none,
      crv: key.crv ?? null,
      e: toBase64(key.e),
      keyOps: key.key_ops ?? null,
      kid: key.kid,
      kty: key.kty,
      n: toBase64(key.n),
      x: toBase64(key.x),
      y: toBase64(key.y),
    },
    managed: more.managed ?? null,
    releasePolicy: more.release_policy ?? null,
    tags: more.tags ?? null,
    ...showDeletion(more),
  };
}

/** A key as az lists it. */
export function showKeyItem({ kid = "", attributes = {}, ...more }: KeyBundle): object {
  return {
    attributes: { ...showAttributes(attributes), attestation: null, externalKey: null },
    keySize: null,
    kid,
    managed: more.managed ?? null,
    name: new URL(kid).pathname.split("/")[2],
    releasePolicy: more.release_policy ?? null,
    tags: more.tags ?? null,
    ...showDeletion(more),
  };
}

function showAttributes(attributes: KeyAttributes): object {
  return {
    created: pythonDate(attributes.created),
    enabled: attributes.enabled ?? null,
    expires: pythonDate(attributes.exp),
    exportable: attributes.exportable ?? null,
    hsmPlatform: attributes.hsmPlatform ?? null,
    keySize: null,
    notBefore: pythonDate(attributes.nbf),
    recoverableDays: attributes.recoverableDays ?? null,
    recoveryLevel: attributes.recoveryLevel ?? null,
    updated: pythonDate(attributes.updated),
  };
}

function showDeletion({ recoveryId, deletedDate, scheduledPurgeDate }: KeyBundle): object {
  if (recoveryId === undefined) return {};
  return { recoveryId, deletedDate: pythonDate(deletedDate), scheduledPurgeDate: pythonDate(scheduledPurgeDate) };
}

function toBase64(value: string | undefined): string | null {
  return value === undefined ? null : Buffer.from(value, "base64url").toString("base64");
}

/** The attributes that options ask for, as the data plane takes them. */
export function readAttributes(given: {
  enabled?: boolean | undefined;
  expires?: string | undefined;
  notBefore?: string | undefined;
}): object {
  return {
    ...(given.enabled !== undefined && { enabled: given.enabled }),
    ...(given.notBefore !== undefined && { nbf: seconds(given.notBefore) }),
    ...(given.expires !== undefined && { exp: seconds(given.expires) }),
  };
}

function seconds(time: string): number {
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) throw new AzError(`Input '${time}' not valid. Valid example: 2000-12-31T12:59:59Z`);
  return Math.floor(milliseconds / 1000);
}
