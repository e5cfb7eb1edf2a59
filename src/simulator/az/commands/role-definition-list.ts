import { defineCommand } from "../command.ts";
import { isGuid } from "../principal.ts";
import { buildScope, listRoleDefinitions } from "../role.ts";
import type { RoleDefinition } from "../role.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "-n"] },
    scope: { names: ["--scope"] },
    resourceGroup: { names: ["--resource-group", "-g"] },
    customRoleOnly: { names: ["--custom-role-only"], kind: "boolean" },
    subscription: { names: ["--subscription"] },
  },
  async run({ name, scope, resourceGroup, customRoleOnly }, session) {
    const filter = name === undefined || isGuid(name) ? undefined : `roleName eq '${name}'`;
    const definitions = await listRoleDefinitions(session, buildScope(session, scope, resourceGroup), filter);
    return definitions
      .filter((one) => name === undefined || one.name === name || one.properties.roleName === name)
      .filter(({ properties }) => !customRoleOnly || properties.type === "CustomRole")
      .map(showRoleDefinition);
  },
});

/** A role definition as az shows it: flat, with `type` for the resource's type and `roleType` for the role's. */
function showRoleDefinition({ id, name, type, properties }: RoleDefinition): object {
  const { type: roleType, ...rest } = properties;
  return { id, name, type, roleType, ...rest };
}
