import { findAllBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Call, Operation, SimulatedAzure } from "../operation.ts";
import type { RoleAssignment } from "../state.ts";
import { readFilter } from "./filter.ts";
import { roleDefinitionId } from "./get-role-definition.ts";
import { isWithin } from "./role-access.ts";

/**
 * Role assignments at a scope: those that hold there, inherited ones too (`atScope()`), or also those below it, and of
 * one principal if the filter says so.
 */
export const listRoleAssignments: Operation = ({ azure, params, query }) => {
  const scope = `/${params["scope"] ?? ""}`;
  const filter = readFilter(query.get("$filter"));
  const principal = filter.get("principalid") ?? filter.get("assignedto");
  const found = azure.state.roleAssignments.filter(
    (assignment) =>
      (isWithin(scope, assignment.scope) || (!filter.has("atscope") && isWithin(assignment.scope, scope))) &&
      (principal === undefined || assignment.principalId === principal),
  );
  return { status: 200, body: { value: found.map((assignment) => showRoleAssignment(azure, assignment)) } };
};

export const getRoleAssignment: Operation = (call) => ({
  status: 200,
  body: showRoleAssignment(call.azure, roleAssignmentOf(call) ?? notFound(call)),
});

/** The assignment in the path, or undefined. */
export function roleAssignmentOf({ azure, params }: Call): RoleAssignment | undefined {
  const scope = `/${params["scope"] ?? ""}`.toLowerCase();
  return findAllBy(azure.state.roleAssignments, "name", params["name"] ?? "").find(
    (each) => each.scope.toLowerCase() === scope,
  );
}

export function showRoleAssignment(azure: SimulatedAzure, assignment: RoleAssignment) {
  const { name, scope, roleId, principalId, principalType, createdAt, createdBy } = assignment;
  const time = new Date(createdAt).toISOString();
  return {
    properties: {
      roleDefinitionId: roleDefinitionId(azure, roleId),
      principalId,
      principalType,
      scope,
      condition: null,
      conditionVersion: null,
      createdOn: time,
      updatedOn: time,
      createdBy,
      updatedBy: createdBy,
      delegatedManagedIdentityResourceId: null,
      description: assignment.description ?? null,
    },
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    type: "Microsoft.Authorization/roleAssignments",
    name,
  };
}

function notFound({ params }: Call): never {
  throw new ServiceError(404, "RoleAssignmentNotFound", `The role assignment '${params["name"]}' is not found.`);
}
