import { application, names, policyVault, policyVaultAndApplication, rbacVaultAndApplication } from "../given.ts";
import type { Case } from "./case.ts";
import { person, policy, properties, shown } from "./shown-vault.ts";

/** Who may do what in a vault that uses access policies. */
export const accessPolicies: readonly Case[] = [
  {
    title: "a policy lets an application in",
    given: policyVaultAndApplication,
    az: `keyvault set-policy -n ${names.vault} --spn ${names.clientId} --secret-permissions delete get list set --key-permissions create decrypt`,
    prints: {
      ...shown,
      properties: {
        ...properties,
        accessPolicies: [
          policy,
          {
            ...policy,
            objectId: names.principalId,
            permissions: {
              certificates: null,
              keys: ["create", "decrypt"],
              secrets: ["delete", "get", "list", "set"],
              storage: null,
            },
          },
        ],
      },
    },
  },
  {
    title: "a vault with Azure RBAC takes no policy",
    given: rbacVaultAndApplication,
    az: `keyvault set-policy -n ${names.vault} --spn ${names.clientId} --secret-permissions get`,
    exitCode: 1,
    says: ["ERROR: Cannot set policies to a vault with '--enable-rbac-authorization' specified"],
  },
  {
    title: "a policy for nobody known is refused",
    given: policyVault,
    az: `keyvault set-policy -n ${names.vault} --spn ${names.missing} --secret-permissions get`,
    exitCode: 1,
    says: ["ERROR: Unable to get object id from principal name."],
  },
  {
    title: "a policy needs a vault",
    given: application,
    az: `keyvault set-policy -n ${names.vault} --spn ${names.clientId} --secret-permissions get`,
    exitCode: 1,
    says: [`ERROR: The Vault '${names.vault}' not found within subscription.`],
  },
  {
    title: "a policy is for somebody",
    given: policyVault,
    az: `keyvault set-policy -n ${names.vault} --secret-permissions get`,
    exitCode: 2,
    says: ["ERROR: specify exactly one: --object-id, --spn, --upn"],
  },
  {
    title: "a policy permits something",
    given: policyVaultAndApplication,
    az: `keyvault set-policy -n ${names.vault} --spn ${names.clientId}`,
    exitCode: 2,
    says: ["ERROR: specify at least one: --key-permissions"],
  },
  {
    title: "a policy is taken away by the object ID of whom it let in",
    given: policyVault,
    az: `keyvault delete-policy -n ${names.vault} --object-id {userId}`,
    prints: { ...shown, properties: { ...properties, accessPolicies: [] } },
  },
  {
    title: "a policy of somebody who has none is not taken away",
    given: policyVault,
    az: `keyvault delete-policy -n ${names.vault} --object-id ${names.principalId}`,
    exitCode: 1,
    says: ["ERROR: No matching policies found"],
  },
  {
    title: "a policy is taken away",
    given: policyVault,
    az: `keyvault delete-policy -n ${names.vault} --upn ${person}`,
    prints: { ...shown, properties: { ...properties, accessPolicies: [] } },
  },
];
