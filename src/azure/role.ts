import type { AuthorizationManagementClient, RoleAssignment } from "@azure/arm-authorization";
import type { Azure } from "./azure.ts";

/** The role definition "Key Vault Secrets Officer" (Azure built-in roles for security). */
export const secretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";

/**
 * The assignment of a role to one principal at exactly this scope, not at one above it.
 * @param scope a resource's ID
 * @param principalId object ID of a person or a service principal
 * @param role the role definition's GUID
 */
export async function findRoleAssignment(
  azure: Azure,
  scope: string,
  principalId: string,
  role: string,
): Promise<RoleAssignment | undefined> {
  const client = await azure.roles();
  const isThisOne = (each: RoleAssignment): boolean =>
    each.scope?.toLowerCase() === scope.toLowerCase() &&
    each.principalId === principalId &&
    each.roleDefinitionId?.endsWith(role) === true;
  for await (const each of listAssignments(client, scope, principalId)) {
    if (isThisOne(each)) return each;
  }
  return undefined;
}

/** The names of the roles that a principal has on a scope, assigned there or above it. */
export async function listRoleNames(azure: Azure, scope: string, principalId: string): Promise<string[]> {
  const client = await azure.roles();
  const names: string[] = [];
  for await (const each of listAssignments(client, scope, principalId)) {
    const definition = await client.roleDefinitions.getById(each.roleDefinitionId ?? "");
    names.push(definition.roleName ?? "");
  }
  return names;
}

/** A principal's role assignments on a scope, those above it included. */
function listAssignments(client: AuthorizationManagementClient, scope: string, principalId: string) {
  return client.roleAssignments.listForScope(scope, { filter: `principalId eq '${principalId}'` });
}
