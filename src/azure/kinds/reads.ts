import type { RoleAssignment } from "@azure/arm-authorization";
import type { DeletedVault, Vault } from "@azure/arm-keyvault";
import type { GenericResourceExpanded } from "@azure/arm-resources";
import type { Around } from "../../tutorial/resource.ts";
import { codeOf, messageOf } from "../../errors.ts";
import { statusOf } from "../absence.ts";
import type { Azure } from "../azure.ts";
import { listPages, type Listed } from "../list-pages.ts";
import { readDirectory, type Directory } from "./directory.ts";
import { createVaultReader, type VaultReader } from "./vault-reader.ts";

/** A resource group as Resource Manager lists it, with the time at which it was made. */
export interface GroupItem {
  id: string;
  name: string;
  location: string;
  tags?: Record<string, string>;
  createdTime?: string;
  managedBy?: string | null;
}

/**
 * What the kinds read in one inventory: each list once, by whichever kind asks first.
 */
export interface Reads {
  readonly azure: Azure;
  groups(): Promise<Listed<GroupItem>>;
  contents(group: string): Promise<Listed<GenericResourceExpanded>>;
  vaults(): Promise<Listed<Vault>>;
  deletedVaults(): Promise<Listed<DeletedVault>>;
  assignments(): Promise<Listed<RoleAssignment>>;
  directory(around: Around): Promise<Directory | { refused: string }>;
  readonly secrets: VaultReader;
}

/**
 * Makes the function that begins an inventory of an Azure: what it gives is handed to `takeInventory`, once, because it
 * remembers what it has read.
 */
export function createReads(azure: Azure): () => Reads {
  const secrets = createVaultReader(azure);
  return () => {
    const lists = new Map<string, Promise<unknown>>();
    const once = <T>(name: string, read: () => Promise<T>): Promise<T> => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name stands for one list, whose type its reader knows
      const known = (lists.get(name) as Promise<T> | undefined) ?? read();
      lists.set(name, known);
      return known;
    };
    return {
      azure,
      secrets,
      groups: () => once("groups", () => listGroups(azure)),
      contents: (group) =>
        once(`contents of ${group}`, async () => {
          const client = await azure.resources();
          return collect(client.resources.listByResourceGroup(group, { expand: "createdTime" }));
        }),
      vaults: () => once("vaults", async () => collect((await azure.vaults()).vaults.listBySubscription())),
      deletedVaults: () => once("deleted vaults", async () => collect((await azure.vaults()).vaults.listDeleted())),
      assignments: () =>
        once("assignments", async () => collect((await azure.roles()).roleAssignments.listForSubscription())),
      directory: (around) => once("directory", () => readDirectory(azure, around)),
    };
  };
}

/**
 * `$expand=createdTime` is not in the reference of this list but honoured, and the only way to tell a group from one of
 * the same name (azure-powershell issue #27865). The SDK's model leaves it out.
 */
async function listGroups(azure: Azure): Promise<Listed<GroupItem>> {
  const { subscriptionId } = await azure.credential.getToken("https://management.azure.com/.default");
  const query = "api-version=2021-04-01&$expand=createdTime";
  const url = `https://management.azure.com/subscriptions/${subscriptionId}/resourcegroups?${query}`;
  return listPages(azure, "resourceManager", url);
}

/** Reads an SDK's list to its end. */
async function collect<T>(list: AsyncIterable<T>): Promise<Listed<T>> {
  const items: T[] = [];
  try {
    for await (const item of list) items.push(item);
    return { items };
  } catch (error) {
    const statusCode = statusOf(error);
    const code = codeOf(error);
    if (statusCode === 403) return { refused: messageOf(error) };
    // Since it was listed, the group has gone: then nothing is in it.
    if (statusCode === 404 && code === "ResourceGroupNotFound") return { items: [] };
    throw error;
  }
}
