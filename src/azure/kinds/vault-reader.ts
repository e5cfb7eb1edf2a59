import { codeOf, messageOf } from "../../errors.ts";
import { statusOf } from "../absence.ts";
import type { SecretClient, SecretProperties } from "@azure/keyvault-secrets";
import { findOrNothing } from "../absence.ts";
import type { Azure } from "../azure.ts";
import type { Listed } from "../list-pages.ts";
import { vaultUri } from "../vault.ts";

/** A deleted secret, as the vault lists it. */
export interface DeletedItem {
  properties: SecretProperties;
  until: Date | undefined;
}

/** Reads what is in vaults: names and attributes, never a value. */
export interface VaultReader {
  /** The secrets and the deleted ones. */
  list(vault: string): Promise<Listed<{ live: SecretProperties[]; deleted: DeletedItem[] }>>;
  /** All versions of a live secret, the oldest first as far as seconds tell. */
  versions(vault: string, secret: string): Promise<SecretProperties[]>;
  /** The newest version of a deleted secret: the list does not tell it. */
  deletedVersion(vault: string, secret: string): Promise<string | undefined>;
}

/** Makes a reader of an Azure's vaults, as the signed-in user. */
export function createVaultReader(azure: Azure): VaultReader {
  const clientOf = (vault: string): Promise<SecretClient> => azure.secrets(vaultUri(vault));
  return {
    async list(vault) {
      const client = await clientOf(vault);
      try {
        // One after the other: two first requests at the same time would both be sent back to ask for a token.
        const live = await collect(client.listPropertiesOfSecrets());
        const deleted: DeletedItem[] = [];
        for await (const { properties } of client.listDeletedSecrets()) {
          deleted.push({ properties, until: properties.scheduledPurgeDate });
        }
        return { items: [{ live, deleted }] };
      } catch (error) {
        // A new vault's address takes a moment to be known everywhere.
        if (statusOf(error) === 403 || codeOf(error) === "ENOTFOUND") return { refused: messageOf(error) };
        throw error;
      }
    },
    async versions(vault, secret) {
      const versions = await collect((await clientOf(vault)).listPropertiesOfSecretVersions(secret));
      return versions.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    },
    async deletedVersion(vault, secret) {
      const client = await clientOf(vault);
      return (await findOrNothing(client.getDeletedSecret(secret), "SecretNotFound"))?.properties.version;
    },
  };
}

/** The service orders versions by ID; two of the same second are ordered by it, too. */
function keyOf({ createdOn, version }: SecretProperties): string {
  return `${createdOn?.toISOString()} ${version}`;
}

async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}
