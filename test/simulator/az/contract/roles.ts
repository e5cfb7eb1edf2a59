import type { ContractCase } from "../contract-case.ts";
import { assign, group, principal, roleVault, scope } from "./lines.ts";
import * as shapes from "./shapes.ts";

const given = [group, roleVault, principal];

/** Role assignments. */
export const roles: readonly ContractCase[] = [
  { name: "assigns a role", given, when: assign, exitCode: 0, output: shapes.roleAssignment },
  {
    name: "assigns a role once",
    given: [...given, assign],
    when: assign,
    exitCode: 0,
    output: shapes.listedRoleAssignment,
  },
  {
    name: "assigns a role to an application ID",
    given,
    when: `role assignment create --role "Key Vault Secrets Officer" --assignee {appId} --scope ${scope}`,
    exitCode: 0,
    output: shapes.roleAssignment,
  },
  {
    name: "lists role assignments",
    given: [...given, assign],
    when: `role assignment list --scope ${scope} --assignee {appId}`,
    exitCode: 0,
    output: [shapes.listedRoleAssignment],
  },
  { name: "lists no role assignment", given, when: `role assignment list --scope ${scope}`, exitCode: 0, output: [] },
  {
    name: "withdraws a role",
    given: [...given, assign],
    when: `role assignment delete --assignee {appId} --scope ${scope}`,
    exitCode: 0,
  },
  {
    name: "finds no role to withdraw",
    given,
    when: `role assignment delete --assignee {appId} --scope ${scope}`,
    exitCode: 1,
    error: "No matched assignments were found to delete",
  },
  {
    name: "knows no role of that name",
    given,
    when: `role assignment create --role Bogus --assignee {appId} --scope ${scope}`,
    exitCode: 1,
    error: "Role 'Bogus' doesn't exist.",
  },
];
