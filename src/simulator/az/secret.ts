import { AzError } from "./error.ts";
import { objectOptions } from "./key-vault.ts";
import { pythonDate } from "./output.ts";

/** A secret as the data plane answers it; a deleted one has the last three as well. */
export interface SecretBundle {
  id: string;
  value?: string;
  contentType?: string;
  kid?: string;
  managed?: boolean;
  tags?: Record<string, string>;
  attributes?: {
    enabled?: boolean;
    created?: number;
    updated?: number;
    nbf?: number;
    exp?: number;
    recoverableDays?: number;
    recoveryLevel?: string;
  };
  recoveryId?: string;
  deletedDate?: number;
  scheduledPurgeDate?: number;
}

/** Options that say which secret is meant. */
export const secretOptions = objectOptions;

/** A secret as az lists it, without its value. */
export function showProperties({ id, contentType, managed, tags, attributes }: SecretBundle): Record<string, unknown> {
  return {
    attributes: attributes && {
      created: pythonDate(attributes.created),
      enabled: attributes.enabled ?? null,
      expires: pythonDate(attributes.exp),
      notBefore: pythonDate(attributes.nbf),
      recoverableDays: attributes.recoverableDays ?? null,
      recoveryLevel: attributes.recoveryLevel ?? null,
      updated: pythonDate(attributes.updated),
    },
    contentType: contentType ?? null,
    id,
    managed: managed ?? null,
    name: new URL(id).pathname.split("/")[2],
    tags: tags ?? null,
  };
}

/** A secret as az shows it, with its value where the answer has one. */
export function showSecret(secret: SecretBundle): object {
  return { ...showProperties(secret), kid: secret.kid ?? null, value: secret.value ?? null };
}

/** A deleted secret as az lists it. */
export function showDeletedProperties(secret: SecretBundle): object {
  return {
    ...showProperties(secret),
    deletedDate: pythonDate(secret.deletedDate),
    recoveryId: secret.recoveryId ?? null,
    scheduledPurgeDate: pythonDate(secret.scheduledPurgeDate),
  };
}

/** A deleted secret as az shows it; its value is never there. */
export function showDeletedSecret(secret: SecretBundle): object {
  return { ...showDeletedProperties(secret), kid: secret.kid ?? null, value: null };
}

/** A time that an option gives, in seconds since the epoch. */
export function readTime(text: string): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new AzError(`Input '${text}' not valid. Valid example: 2017-02-11T23:59:59Z`);
  return Math.floor(milliseconds / 1000);
}
