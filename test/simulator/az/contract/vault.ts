import { expect } from "vitest";
import { deletedVault, group, names, policyVault, rbacVault } from "../given.ts";
import type { Case } from "./case.ts";
import { properties, shown } from "./shown-vault.ts";

const create = `keyvault create --name ${names.vault} -g ${names.group}`;

/** Vaults, and who may use their secrets by policy. */
export const vaults: readonly Case[] = [
  {
    title: "a vault is created with access policies, of which one lets its creator in",
    given: group,
    az: `${create} -l eastus --enable-rbac-authorization false --retention-days 7`,
    prints: shown,
  },
  {
    title: "a vault is created with Azure RBAC unless told otherwise, where its group is",
    given: group,
    az: create,
    prints: {
      ...shown,
      properties: {
        ...properties,
        accessPolicies: [],
        enableRbacAuthorization: true,
        softDeleteRetentionInDays: 90,
      },
    },
  },
  {
    title: "a vault is not created over one that is there",
    given: policyVault,
    az: create,
    exitCode: 1,
    says: [`ERROR: The specified vault: ${names.vault} already exists`],
  },
  {
    title: "a name that somebody else has is refused",
    given: group,
    az: `keyvault create --name contoso-vault -g ${names.group}`,
    exitCode: 1,
    says: ["ERROR: (VaultAlreadyExists) The vault name 'contoso-vault' is already in use.", "Code: VaultAlreadyExists"],
  },
  {
    title: "the name of a deleted vault is refused",
    given: deletedVault,
    az: create,
    exitCode: 1,
    says: ["ERROR: (ConflictError) A vault with the same name already exists in deleted state.", "Code: ConflictError"],
  },
  {
    title: "a vault's name must keep to the rule",
    given: group,
    az: `keyvault create --name a--b -g ${names.group}`,
    exitCode: 1,
    says: ["ERROR: (VaultNameNotValid) The vault name 'a--b' is invalid."],
  },
  {
    title: "a vault needs a group, whose region is looked up",
    az: create,
    exitCode: 2,
    says: [`ERROR: (ResourceGroupNotFound) Resource group '${names.group}' could not be found.`],
  },
  {
    title: "a vault needs a group, even where the region is given",
    az: `${create} -l eastus`,
    exitCode: 3,
    says: [`ERROR: (ResourceGroupNotFound) Resource group '${names.group}' could not be found.`],
  },
  { title: "a vault is shown", given: policyVault, az: `keyvault show -n ${names.vault}`, prints: shown },
  {
    title: "a vault in a group is shown",
    given: policyVault,
    az: `keyvault show -n ${names.vault} -g ${names.group}`,
    prints: shown,
  },
  {
    title: "a vault that is not in the subscription is not found",
    az: `keyvault show -n ${names.vault}`,
    exitCode: 1,
    says: [`ERROR: The Vault '${names.vault}' not found within subscription.`],
  },
  {
    title: "to show a vault that is not in the group is exit code 3",
    given: group,
    az: `keyvault show -n ${names.vault} -g ${names.group}`,
    exitCode: 3,
    says: ["ERROR: (ResourceNotFound) The Resource 'Microsoft.KeyVault/vaults/surestep-vault' under resource group"],
  },
  {
    title: "vaults are listed",
    given: policyVault,
    az: "keyvault list",
    prints: [
      {
        id: expect.any(String),
        location: "eastus",
        name: names.vault,
        resourceGroup: names.group,
        systemData: null,
        tags: {},
        type: "Microsoft.KeyVault/vaults",
      },
    ],
  },
  {
    title: "vaults of a group are listed as they are",
    given: policyVault,
    az: `keyvault list -g ${names.group}`,
    prints: [shown],
  },
  {
    title: "a vault with Azure RBAC is changed to access policies",
    given: rbacVault,
    az: `keyvault update -n ${names.vault} --enable-rbac-authorization false`,
    prints: { ...shown, properties: { ...properties, accessPolicies: [] } },
  },
  {
    title: "a vault is deleted",
    given: policyVault,
    az: `keyvault delete -n ${names.vault} -g ${names.group}`,
    says: ["Warning! If you have soft-delete protection enabled on this key vault"],
  },
];
