import type { DeletedSecret, KeyVaultSecret } from "@azure/keyvault-secrets";
import { findOrNothing } from "./absence.ts";
import type { Azure } from "./azure.ts";
import { findVault, vaultUri } from "./vault.ts";

/** Where a secret would be. */
export interface SecretPlace {
  resourceGroup: string;
  vaultName: string;
  secretName: string;
}

/** The secret's newest version as the signed-in user sees it, or undefined when there is none. */
export async function findSecret(azure: Azure, place: SecretPlace): Promise<KeyVaultSecret | undefined> {
  const client = await azure.secrets(vaultUri(place.vaultName));
  return findOrNothing(client.getSecret(place.secretName), "SecretNotFound");
}

/** The deleted secret, or undefined when it is not (or not yet) in the list of deleted ones. */
export async function findDeletedSecret(azure: Azure, place: SecretPlace): Promise<DeletedSecret | undefined> {
  const client = await azure.secrets(vaultUri(place.vaultName));
  return findOrNothing(client.getDeletedSecret(place.secretName), "SecretNotFound");
}

/** What is left of a secret: itself, its deleted form, or nothing; nothing too when the vault itself is gone. */
export async function leftOfSecret(azure: Azure, place: SecretPlace): Promise<"live" | "deleted" | ""> {
  if ((await findVault(azure, place.resourceGroup, place.vaultName)) === undefined) return "";
  const [live, deleted] = await Promise.all([findSecret(azure, place), findDeletedSecret(azure, place)]);
  if (live !== undefined) return "live";
  return deleted === undefined ? "" : "deleted";
}
