import { ServiceError } from "../operation.ts";
import type { Call, Operation, SimulatedAzure } from "../operation.ts";
import type { RoleAssignment } from "../state.ts";
import { showRoleAssignment } from "./get-role-assignment.ts";
import { roleDefinitions } from "./role-definitions.ts";

/** Assigns a role (201). The data plane honours it after `latency.roleAssignment`. */
export const createRoleAssignment: Operation = (call) => {
  const { azure, params, caller } = call;
  const { properties = {} } = (call.body ?? {}) as { properties?: Record<string, unknown> };
  const roleId =
    String(properties["roleDefinitionId"] ?? "")
      .split("/")
      .at(-1)
      ?.toLowerCase() ?? "";
  if (!roleDefinitions.some(({ id }) => id === roleId)) {
    const message = `The specified role definition with ID '${roleId}' does not exist.`;
    throw new ServiceError(400, "RoleDefinitionDoesNotExist", message);
  }
  const principalId = String(properties["principalId"] ?? "");
  const scope = `/${params["scope"] ?? ""}`;
  const principalType = typeOf(azure, principalId, properties["principalType"]);
  refuseSecond(call, scope, roleId, principalId);
  const assignment: RoleAssignment = {
    name: (params["name"] ?? azure.guid()).toLowerCase(),
    ...{ scope, roleId, principalId, principalType },
    createdBy: caller.objectId,
    createdAt: azure.now(),
    effectiveAt: azure.now() + azure.latency.roleAssignment,
  };
  azure.state.roleAssignments.push(assignment);
  return { status: 201, body: showRoleAssignment(azure, assignment) };
};

/** A principal that the directory has not spread yet is found only when the request says what it is. */
function typeOf({ state, now }: SimulatedAzure, principalId: string, given: unknown): string {
  if (principalId === state.user.id) return "User";
  const principal = state.servicePrincipals.find(({ id }) => id === principalId);
  if (principal !== undefined && (principal.knownAt <= now() || typeof given === "string")) return "ServicePrincipal";
  const message = `Principal ${principalId.replaceAll("-", "")} does not exist in the directory ${state.tenant.id}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`;
  throw new ServiceError(400, "PrincipalNotFound", message);
}

function refuseSecond({ azure }: Call, scope: string, roleId: string, principalId: string): void {
  const same = azure.state.roleAssignments.find(
    (each) =>
      each.scope.toLowerCase() === scope.toLowerCase() && each.roleId === roleId && each.principalId === principalId,
  );
  if (same === undefined) return;
  const message = `The role assignment already exists. The ID of the existing role assignment is ${same.name.replaceAll("-", "")}.`;
  throw new ServiceError(409, "RoleAssignmentExists", message);
}
