import { expect } from "vitest";
import { deletedVault, names } from "../given.ts";
import type { Case } from "./case.ts";

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$/);
const shown = {
  id: expect.stringMatching(`/providers/Microsoft.KeyVault/locations/eastus/deletedVaults/${names.vault}$`),
  name: names.vault,
  properties: {
    deletionDate: time,
    location: "eastus",
    purgeProtectionEnabled: null,
    scheduledPurgeDate: time,
    tags: {},
    vaultId: expect.stringMatching(
      `/resourceGroups/${names.group}/providers/Microsoft.KeyVault/vaults/${names.vault}$`,
    ),
  },
  systemData: null,
  type: "Microsoft.KeyVault/deletedVaults",
};

/** Deleted vaults. */
export const deletedVaults: readonly Case[] = [
  { title: "deleted vaults are listed", given: deletedVault, az: "keyvault list-deleted", prints: [shown] },
  { title: "where no vault was deleted the list is empty", az: "keyvault list-deleted", prints: [] },
  {
    title: "a deleted vault is shown",
    given: deletedVault,
    az: `keyvault show-deleted -n ${names.vault}`,
    prints: shown,
  },
  {
    title: "a deleted vault in a region is shown",
    given: deletedVault,
    az: `keyvault show-deleted -n ${names.vault} -l eastus`,
    prints: shown,
  },
  {
    title: "a vault that was not deleted is not found among the deleted",
    az: `keyvault show-deleted -n ${names.vault}`,
    exitCode: 1,
    says: [`ERROR: No deleted Vault or HSM was found with name ${names.vault}`],
  },
  {
    title: "a vault that was not deleted in a region is exit code 2",
    az: `keyvault show-deleted -n ${names.vault} -l eastus`,
    exitCode: 2,
    says: ["ERROR: (DeletedVaultNotFound) "],
  },
  { title: "a deleted vault is purged", given: deletedVault, az: `keyvault purge -n ${names.vault} -l eastus` },
  {
    title: "a deleted vault's purge is asked for, and not waited for",
    given: deletedVault,
    az: `keyvault purge -n ${names.vault} -l eastus --no-wait`,
  },
  {
    title: "a deleted vault is purged wherever it was",
    given: deletedVault,
    az: `keyvault purge -n ${names.vault}`,
  },
  {
    title: "a vault that was not deleted is not purged",
    az: `keyvault purge -n ${names.vault}`,
    exitCode: 1,
    says: [`ERROR: No deleted Vault or HSM was found with name ${names.vault}`],
  },
  {
    title: "a deleted vault is recovered",
    given: deletedVault,
    az: `keyvault recover -n ${names.vault} -l eastus`,
    prints: expect.objectContaining({ name: names.vault, resourceGroup: names.group }),
  },
];
