import { defineCommand } from "../command.ts";
import { AzError } from "../error.ts";
import { getByIds } from "../graph.ts";
import type { GraphObject } from "../graph.ts";
import { subscriptionPath } from "../resource-manager.ts";
import { searchOptions, searchRoleAssignments } from "../role-assignments.ts";
import { buildScope, listRoleDefinitions, listRoleAssignment } from "../role.ts";
import type { RoleAssignment } from "../role.ts";
import type { Session } from "../session.ts";

export default defineCommand({
  options: { ...searchOptions, all: { names: ["--all"], kind: "flag" } },
  async run(search, session) {
    const found = await searchRoleAssignments(session, search);
    const scope = search.all ? subscriptionPath(session) : buildScope(session, search.scope, search.resourceGroup);
    return await withNames(session, found, scope);
  },
});

/** Adds to role assignments the names of their roles and principals, which the service does not tell. */
export async function withNames(session: Session, found: readonly RoleAssignment[], scope: string): Promise<object[]> {
  if (found.length === 0) return [];
  const roles = new Map(
    (await listRoleDefinitions(session, scope)).map(({ id, properties }) => [id, properties.roleName]),
  );
  const names = await principalNames(session, [...new Set(found.map(({ properties }) => properties.principalId))]);
  return found.map((assignment) => ({
    ...listRoleAssignment(assignment),
    roleDefinitionName: roles.get(assignment.properties.roleDefinitionId) ?? null,
    ...(names && { principalName: names.get(assignment.properties.principalId) ?? "" }),
  }));
}

async function principalNames(session: Session, ids: readonly string[]): Promise<Map<string, string> | undefined> {
  try {
    return new Map((await getByIds(session, ids)).map((object) => [object.id, nameOf(object)]));
  } catch (error) {
    if (error instanceof AzError && error.status !== undefined) return undefined;
    throw error;
  }
}

function nameOf({ userPrincipalName, servicePrincipalNames, displayName }: GraphObject): string {
  return userPrincipalName ?? servicePrincipalNames?.[0] ?? displayName ?? "";
}
