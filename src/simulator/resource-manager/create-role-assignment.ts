import { findAllBy, findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Call, Operation, SimulatedAzure } from "../operation.ts";
import type { RoleAssignment } from "../state.ts";
import { bodyOf, recordOf, textOf } from "./body.ts";
import { roleAssignmentOf, showRoleAssignment } from "./get-role-assignment.ts";
import { refuseUnplayed } from "./refuse.ts";
import { findGroup, groupNotFound, isNamed } from "./resource-group.ts";
import { roleDefinitions } from "./role-definitions.ts";

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a role assignment can say; conditions are not played. */
const played = ["roleDefinitionId", "principalId", "principalType", "description", "scope"];

/** Assigns a role (201). It is honoured after `latency.roleAssignment`. */
export const createRoleAssignment: Operation = (call) => {
  const { azure, caller, params } = call;
  const properties = recordOf(bodyOf(call)["properties"]);
  const name = nameOf(call);
  refuseUnplayed(bodyOf(call), ["properties", "id", "name", "type"], "role assignment");
  refuseUnplayed(properties, played, "role assignment", "properties.");
  const { description } = properties;
  const roleId = roleOf(properties["roleDefinitionId"]);
  const principalId = textOf(properties["principalId"]);
  const scope = `/${params["scope"] ?? ""}`;
  refuseWithoutGroup(azure, scope);
  const principalType = typeOf(azure, principalId, properties["principalType"]);
  refuseSecond(azure, { scope, roleId, principalId });
  if (roleAssignmentOf(call) !== undefined) throw cannotBeChanged();
  const assignment: RoleAssignment = {
    name,
    scope,
    roleId,
    principalId,
    principalType,
    ...(typeof description === "string" && { description }),
    createdBy: caller.objectId,
    createdAt: azure.now(),
    effectiveAt: azure.now() + azure.latency.roleAssignment,
  };
  azure.state.roleAssignments.push(assignment);
  // Who made it is told from the next look on (recorded in az's test_role_assignment_no_graph.yaml, 2025).
  const { properties: shown, ...rest } = showRoleAssignment(azure, assignment);
  return { status: 201, body: { properties: { ...shown, createdBy: null }, ...rest } };
};

function nameOf({ params }: Call): string {
  const name = params["name"] ?? "";
  if (guid.test(name)) return name.toLowerCase();
  const message = `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`;
  throw new ServiceError(400, "InvalidRoleAssignmentId", message);
}

/** A scope lies in a group that exists, or in none. */
function refuseWithoutGroup(azure: SimulatedAzure, scope: string): void {
  const name = /\/resourceGroups\/([^/]+)/i.exec(scope)?.[1];
  if (name !== undefined && findGroup(azure, name) === undefined) throw groupNotFound(name);
}

/** The GUID at the end of a role definition's ID, at whichever scope that is. */
function roleOf(definition: unknown): string {
  const id = textOf(definition).replace(/^.*\//, "");
  if (roleDefinitions.some((role) => isNamed(role.id, id))) return id.toLowerCase();
  const message = `The specified role definition with ID '${id.replaceAll("-", "")}' does not exist.`;
  throw new ServiceError(400, "RoleDefinitionDoesNotExist", message);
}

/** A principal that the directory has not spread yet is found only when the request says what it is. */
function typeOf({ state, now }: SimulatedAzure, principalId: string, given: unknown): string {
  if (principalId === state.user.id) return "User";
  const principal = findBy(state.servicePrincipals, "id", principalId);
  if (principal !== undefined && (principal.knownAt <= now() || typeof given === "string")) return "ServicePrincipal";
  const message = `Principal ${principalId.replaceAll("-", "")} does not exist in the directory ${state.tenant.id}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`;
  throw new ServiceError(400, "PrincipalNotFound", message);
}

function refuseSecond(
  { state }: SimulatedAzure,
  wanted: Pick<RoleAssignment, "scope" | "roleId" | "principalId">,
): void {
  const same = findAllBy(state.roleAssignments, "principalId", wanted.principalId).find(
    ({ scope, roleId }) => isNamed(scope, wanted.scope) && roleId === wanted.roleId,
  );
  if (same === undefined) return;
  const message = `The role assignment already exists. The ID of the existing role assignment is ${same.name.replaceAll("-", "")}.`;
  throw new ServiceError(409, "RoleAssignmentExists", message);
}

function cannotBeChanged(): ServiceError {
  const message = "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.";
  return new ServiceError(400, "RoleAssignmentUpdateNotPermitted", message);
}
