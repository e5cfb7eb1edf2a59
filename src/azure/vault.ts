import type { DeletedVault, Vault } from "@azure/arm-keyvault";
import type { ResourceGroup } from "@azure/arm-resources";
import { findOrNothing } from "./absence.ts";
import type { Azure } from "./azure.ts";

/** A vault's address: what the article's code computes too. */
export function vaultUri(vaultName: string): string {
  return `https://${vaultName}.vault.azure.net/`;
}

/** The resource group, or undefined when there is none of this name. */
export async function findResourceGroup(azure: Azure, name: string): Promise<ResourceGroup | undefined> {
  const client = await azure.resources();
  return findOrNothing(client.resourceGroups.get(name), "ResourceGroupNotFound");
}

/** The vault as Resource Manager sees it, or undefined when it (or its group) does not exist. */
export async function findVault(azure: Azure, resourceGroup: string, name: string): Promise<Vault | undefined> {
  const client = await azure.vaults();
  return findOrNothing(client.vaults.get(resourceGroup, name), "ResourceNotFound", "ResourceGroupNotFound");
}

/** The soft-deleted vault of this name in the subscription: its name stays taken until it is purged. */
export async function findDeletedVault(azure: Azure, name: string): Promise<DeletedVault | undefined> {
  const client = await azure.vaults();
  for await (const deleted of client.vaults.listDeleted()) {
    if (deleted.name?.toLowerCase() === name.toLowerCase()) return deleted;
  }
  return undefined;
}

/** The names of the resource groups that carry a tag with this value. */
export async function listGroupsByTag(azure: Azure, tag: string, value: string): Promise<string[]> {
  const client = await azure.resources();
  const names: string[] = [];
  const filter = `tagName eq '${tag}' and tagValue eq '${value}'`;
  for await (const group of client.resourceGroups.list({ filter })) names.push(group.name ?? "");
  return names;
}

/** The resource groups that carry a tag, and its values. */
export async function listMarkedGroups(
  azure: Azure,
  tag: string,
): Promise<{ name: string; location: string; value: string }[]> {
  const client = await azure.resources();
  const found = [];
  for await (const { name = "", location, tags } of client.resourceGroups.list({ filter: `tagName eq '${tag}'` })) {
    const value = tags?.[tag];
    if (value !== undefined) found.push({ name, location, value });
  }
  return found;
}

/** The names of the vaults in a resource group. */
export async function listVaultNames(azure: Azure, resourceGroup: string): Promise<string[]> {
  const client = await azure.vaults();
  const names: string[] = [];
  for await (const vault of client.vaults.listByResourceGroup(resourceGroup)) names.push(vault.name ?? "");
  return names;
}
