import { expect } from "vitest";
import { application, group, names, rbacVaultAndApplication, roleAssignment } from "../given.ts";
import type { Case } from "./case.ts";

const assignment = {
  createdBy: expect.any(String),
  createdOn: expect.any(String),
  id: expect.stringMatching(/\/providers\/Microsoft\.Authorization\/roleAssignments\/[0-9a-f-]{36}$/),
  name: expect.any(String),
  principalId: names.principalId,
  principalType: "ServicePrincipal",
  resourceGroup: names.group,
  roleDefinitionId: expect.stringMatching(/\/roleDefinitions\/b86a8fe4-44ce-4948-aee5-eccb2c155cd7$/),
  scope: expect.stringMatching(`/vaults/${names.vault}$`),
  type: "Microsoft.Authorization/roleAssignments",
  updatedBy: expect.any(String),
  updatedOn: expect.any(String),
};
/** What az has just created it shows with all that its SDK knows; what it lists, without what is null. */
const created = {
  ...assignment,
  createdBy: null,
  condition: null,
  conditionVersion: null,
  delegatedManagedIdentityResourceId: null,
  description: null,
  systemData: null,
};
const listed = { ...assignment, principalName: names.clientId, roleDefinitionName: "Key Vault Secrets Officer" };
const assign = `role assignment create --role "Key Vault Secrets Officer" --scope {vaultId}`;

/** Role assignments. */
export const roles: readonly Case[] = [
  {
    title: "a role is assigned to a principal of a known type",
    given: rbacVaultAndApplication,
    az: `${assign} --assignee-object-id ${names.principalId} --assignee-principal-type ServicePrincipal`,
    prints: created,
  },
  {
    title: "a role is assigned to whoever goes by a client ID",
    given: rbacVaultAndApplication,
    az: `${assign} --assignee ${names.clientId}`,
    prints: created,
  },
  {
    title: "a role that is assigned already is shown",
    given: roleAssignment,
    az: `${assign} --assignee-object-id ${names.principalId} --assignee-principal-type ServicePrincipal`,
    prints: listed,
  },
  {
    title: "a role that does not exist is not assigned",
    given: rbacVaultAndApplication,
    az: `role assignment create --role "Key Vault Wizard" --scope {vaultId} --assignee-object-id ${names.principalId} --assignee-principal-type ServicePrincipal`,
    exitCode: 1,
    says: ["ERROR: Role 'Key Vault Wizard' doesn't exist."],
  },
  {
    title: "no role is assigned to nobody known",
    given: rbacVaultAndApplication,
    az: `${assign} --assignee ${names.missing}`,
    exitCode: 1,
    says: [`ERROR: Cannot find user or service principal in graph database for '${names.missing}'.`],
  },
  {
    title: "role assignments of a scope are listed",
    given: roleAssignment,
    az: "role assignment list --scope {vaultId}",
    prints: [listed],
  },
  {
    title: "role assignments of a principal are listed, wherever they are",
    given: roleAssignment,
    az: `role assignment list --all --assignee ${names.clientId}`,
    prints: [listed],
  },
  {
    title: "where no role is assigned the list is empty",
    given: group,
    az: `role assignment list -g ${names.group}`,
    prints: [],
  },
  {
    title: "a role assignment is deleted by its ID",
    given: roleAssignment,
    az: `role assignment delete --ids {vaultId}/providers/Microsoft.Authorization/roleAssignments/${names.assignment}`,
  },
  {
    title: "role assignments of a principal in a scope are deleted",
    given: roleAssignment,
    az: `role assignment delete --assignee ${names.clientId} --scope {vaultId}`,
  },
  {
    title: "to delete role assignments of which there are none is exit code 1",
    given: application,
    az: `role assignment delete --assignee ${names.clientId}`,
    exitCode: 1,
    says: ["ERROR: No matched assignments were found to delete"],
  },
];
