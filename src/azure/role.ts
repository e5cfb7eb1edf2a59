import type { AuthorizationManagementClient } from "@azure/arm-authorization";
import type { Azure } from "./azure.ts";

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
