import { ServiceError } from "../operation.ts";
import type { Operation, SimulatedAzure } from "../operation.ts";
import { readFilter } from "./filter.ts";
import { roleDefinitions } from "./role-definitions.ts";
import type { RoleDefinition } from "./role-definitions.ts";

/** All built-in roles that this Azure has, or the one of a name. */
export const listRoleDefinitions: Operation = ({ azure, query }) => {
  const name = readFilter(query.get("$filter")).get("rolename")?.toLowerCase();
  const found = roleDefinitions.filter((role) => name === undefined || role.roleName.toLowerCase() === name);
  return { status: 200, body: { value: found.map((role) => show(azure, role)) } };
};

export const getRoleDefinition: Operation = ({ azure, params }) => {
  const role = roleDefinitions.find(({ id }) => id === params["role"]?.toLowerCase());
  if (role !== undefined) return { status: 200, body: show(azure, role) };
  const message = `The specified role definition with ID '${params["role"]}' does not exist.`;
  throw new ServiceError(404, "RoleDefinitionDoesNotExist", message);
};

/** A role definition's ID in this subscription. */
export function roleDefinitionId({ state }: SimulatedAzure, role: string): string {
  return `/subscriptions/${state.subscription.id}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

function show(azure: SimulatedAzure, role: RoleDefinition): object {
  const { id, roleName, description, actions, notActions, dataActions } = role;
  return {
    properties: {
      roleName,
      type: "BuiltInRole",
      description,
      assignableScopes: ["/"],
      permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
      createdOn: "2020-05-19T17:52:46.2349235Z",
      updatedOn: "2021-11-11T20:14:30.3535168Z",
      createdBy: null,
      updatedBy: null,
    },
    id: roleDefinitionId(azure, id),
    type: "Microsoft.Authorization/roleDefinitions",
    name: id,
  };
}
