import type { Vault } from "@azure/arm-keyvault";
import { findOrNothing } from "./absence.ts";
import type { Azure } from "./azure.ts";

/** A vault's address: what the article's code computes too. */
export function vaultUri(vaultName: string): string {
  return `https://${vaultName}.vault.azure.net/`;
}

/** The vault as Resource Manager sees it, or undefined when it (or its group) does not exist. */
export async function findVault(azure: Azure, resourceGroup: string, name: string): Promise<Vault | undefined> {
  const client = await azure.vaults();
  return findOrNothing(client.vaults.get(resourceGroup, name), "ResourceNotFound", "ResourceGroupNotFound");
}
