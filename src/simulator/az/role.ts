import { randomUUID } from "node:crypto";
import { AzError } from "./error.ts";
import { pythonDate } from "./output.ts";
import { isGuid } from "./principal.ts";
import type { Principal } from "./principal.ts";
import { apiVersions, getFromArm, listFromArm, subscriptionPath } from "./resource-manager.ts";
import type { Session } from "./session.ts";

/** A role assignment as Resource Manager answers it. */
export interface RoleAssignment {
  id: string;
  name: string;
  type: string;
  properties: {
    scope: string;
    roleDefinitionId: string;
    principalId: string;
    principalType?: string;
    createdOn?: string;
    updatedOn?: string;
    [other: string]: unknown;
  };
}

/** A role definition as Resource Manager answers it. */
export interface RoleDefinition {
  id: string;
  name: string;
  type: string;
  properties: { roleName: string; type: string; [other: string]: unknown };
}

export const authorizationPath = "/providers/Microsoft.Authorization";

/** The scope that is meant: as given, or a resource group, or the whole subscription (azure-cli, `_build_role_scope`). */
export function buildScope(session: Session, scope: string | undefined, group: string | undefined): string {
  if (scope !== undefined && group !== undefined) {
    throw new AzError(`Resource group "${group}" is redundant because scope is supplied`);
  }
  if (scope !== undefined) return scope.startsWith("/") ? scope : `/${scope}`;
  return group === undefined ? subscriptionPath(session) : `${subscriptionPath(session)}/resourceGroups/${group}`;
}

export async function listRoleDefinitions(session: Session, scope: string, filter?: string): Promise<RoleDefinition[]> {
  return await listFromArm<RoleDefinition>(session, {
    path: `${scope}${authorizationPath}/roleDefinitions`,
    apiVersion: apiVersions.roleDefinitions,
    ...(filter === undefined ? {} : { filter }),
  });
}

/** The resource ID of a role that is named by ID, GUID or name. */
export async function resolveRole(session: Session, role: string, scope: string): Promise<string> {
  if (/^\/subscriptions\/.+\/providers\/Microsoft.Authorization\/roleDefinitions\//i.test(role)) return role;
  if (isGuid(role)) return `${subscriptionPath(session)}${authorizationPath}/roleDefinitions/${role}`;
  const found = await listRoleDefinitions(session, scope, `roleName eq '${role}'`);
  if (found[0] === undefined) throw new AzError(`Role '${role}' doesn't exist.`);
  if (found.length === 1) return found[0].id;
  const ids = found.map(({ id }) => `'${id}'`).join(", ");
  throw new AzError(`More than one role matches the given name '${role}'. Please pick a value from '[${ids}]'`);
}

/** Creates a role assignment with a GUID of its own. Throws code `RoleAssignmentExists` where there is one already. */
export async function assignRole(
  session: Session,
  given: {
    role: string;
    scope: string;
    principal: Principal;
    name?: string | undefined;
    description?: string | undefined;
  },
): Promise<RoleAssignment> {
  const scope = buildScope(session, given.scope, undefined);
  const roleDefinitionId = await resolveRole(session, given.role, scope);
  const { objectId: principalId, type: principalType } = given.principal;
  return await getFromArm<RoleAssignment>(session, {
    method: "PUT",
    path: `${scope}${authorizationPath}/roleAssignments/${given.name ?? randomUUID()}`,
    apiVersion: apiVersions.roleAssignments,
    body: { properties: { roleDefinitionId, principalId, principalType, description: given.description } },
  });
}

/** A role assignment as az lists it: flat, without what is null (azure-cli 2.91, `_role_assignment_to_dict`). */
export function listRoleAssignment(assignment: RoleAssignment): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(flat(assignment)).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** A role assignment as az shows one that it has just created: flat, and null where the answer leaves something out. */
export function showRoleAssignment(assignment: RoleAssignment): object {
  return {
    condition: null,
    conditionVersion: null,
    delegatedManagedIdentityResourceId: null,
    description: null,
    systemData: null,
    ...flat(assignment),
  };
}

/** az adds the resource group to whatever has one in its ID. */
function flat({ id, name, type, properties }: RoleAssignment): object {
  const { createdOn, updatedOn, ...rest } = properties;
  const resourceGroup = /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1];
  return {
    id,
    name,
    type,
    ...rest,
    createdOn: pythonDate(createdOn),
    updatedOn: pythonDate(updatedOn),
    ...(resourceGroup !== undefined && { resourceGroup }),
  };
}
