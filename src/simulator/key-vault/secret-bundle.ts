import type { DeletedSecret, SecretVersion, Vault } from "../state.ts";
import { currentVersion } from "./find-secret.ts";
import { isManaged } from "./managed.ts";

/** What bundles have in common, as clients see a version of a secret. */
interface SecretItem {
  id: string;
  contentType?: string;
  managed?: true;
  attributes: Record<string, boolean | number | string>;
  tags?: Record<string, string>;
}

/** A secret's address, with the vault's name in lower case as Azure writes it. */
export function secretId(vault: Vault, name: string, version?: string): string {
  const base = `https://${vault.name.toLowerCase()}.vault.azure.net/secrets/${name}`;
  return version === undefined ? base : `${base}/${version}`;
}

/** A version with its value: the answer to set, get and update. The order of members is that of recorded answers. */
export function secretBundle(vault: Vault, name: string, version: SecretVersion, apiVersion: string): object {
  const item = secretItem(vault, name, version, apiVersion, version.version);
  const kid = `https://${vault.name.toLowerCase()}.vault.azure.net/keys/${name}/${version.version}`;
  return { value: version.value, ...item, ...(isManaged(vault, name) && { kid }) };
}

/**
 * A version without its value: an item of a list.
 * @param version the version's ID, left out in a list of secrets
 */
export function secretItem(
  vault: Vault,
  name: string,
  secret: SecretVersion,
  apiVersion: string,
  version?: string,
): SecretItem {
  return {
    ...(secret.contentType === null ? {} : { contentType: secret.contentType }),
    id: secretId(vault, name, version),
    ...(isManaged(vault, name) && { managed: true as const }),
    attributes: attributesOf(vault, secret, apiVersion),
    ...(secret.tags === null ? {} : { tags: secret.tags }),
  };
}

/** A deleted secret: an answer to delete, and an item of the list of deleted ones. */
export function deletedItem(vault: Vault, deleted: DeletedSecret, apiVersion: string, isItem: boolean): object {
  const { secret } = deleted;
  const current = currentVersion(secret);
  return {
    recoveryId: `https://${vault.name.toLowerCase()}.vault.azure.net/deletedsecrets/${secret.name}`,
    deletedDate: seconds(deleted.deletedAt),
    scheduledPurgeDate: seconds(deleted.scheduledPurgeAt),
    ...secretItem(vault, secret.name, current, apiVersion, isItem ? undefined : current.version),
  };
}

/** `recoverableDays` came with 7.1: it is in recordings with 7.1 and later, and in none with 7.0. */
function attributesOf(vault: Vault, version: SecretVersion, apiVersion: string): SecretItem["attributes"] {
  return {
    enabled: version.enabled,
    ...(version.notBefore === null ? {} : { nbf: version.notBefore }),
    ...(version.expires === null ? {} : { exp: version.expires }),
    created: version.created,
    updated: version.updated,
    recoveryLevel: recoveryLevel(vault),
    ...(apiVersion === "2016-10-01" || apiVersion === "7.0"
      ? {}
      : { recoverableDays: vault.softDeleteRetentionInDays }),
  };
}

/** Key Vault REST API, "DeletionRecoveryLevel": 7 to 89 days are called customized (recorded with 7). */
export function recoveryLevel(vault: Vault): string {
  const level = vault.softDeleteRetentionInDays < 90 ? "CustomizedRecoverable" : "Recoverable";
  return vault.enablePurgeProtection === true ? level : `${level}+Purgeable`;
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
