import type { webcrypto } from "node:crypto";

/** What keys, certificates and their policies have in common. Times are seconds since the epoch, as on the wire. */
export interface ObjectAttributes {
  enabled: boolean;
  notBefore: number | null;
  expires: number | null;
  created: number;
  updated: number;
}

/** `-HSM` says that a security module protects the key, which only a premium vault has. */
export type KeyType = "RSA" | "RSA-HSM" | "EC" | "EC-HSM";

export interface ReleasePolicy {
  contentType: string;
  /** base64url */
  data: string;
  immutable: boolean;
}

export interface KeyVersion extends ObjectAttributes {
  /** 32 hexadecimal digits. */
  version: string;
  kty: KeyType;
  keyOps: string[];
  /** The private key, as node:crypto reads it. */
  material: webcrypto.JsonWebKey;
  tags: Record<string, string> | null;
  exportable: boolean;
  releasePolicy: ReleasePolicy | null;
}

export interface RotationPolicy {
  lifetimeActions: { trigger: { timeAfterCreate?: string; timeBeforeExpiry?: string }; action: { type: string } }[];
  /** How long a version lives that a rotation makes, as an ISO 8601 duration. */
  expiryTime: string | null;
  created: number;
  updated: number;
}

export interface Key {
  name: string;
  /** Oldest first; the last one is the current version. */
  versions: KeyVersion[];
  rotationPolicy: RotationPolicy | null;
}

/** A deleted object, in milliseconds since the epoch. */
export interface Deleted<T> {
  object: T;
  deletedAt: number;
  /** From when on the list of deleted objects shows it; until then its name is "currently being deleted". */
  visibleAt: number;
  scheduledPurgeAt: number;
  /** Set by a purge: until then the name stays blocked, then the object is forgotten. */
  purgedUntil: number | null;
}

/** The objects of one kind in a vault. */
export interface Shelf<T> {
  live: T[];
  deleted: Deleted<T>[];
}
