import { defineCommand } from "../command.ts";
import { isGuid } from "../principal.ts";
import { buildScope, listRoleDefinitions } from "../role.ts";

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
      .map(({ id, name: guid, type, properties: { type: roleType, ...properties } }) => ({
        id,
        name: guid,
        type,
        roleType,
        ...properties,
      }));
  },
});
