import { defineCommand, shared } from "../command.ts";
import { apiVersions, listFromArm, subscriptionPath } from "../resource-manager.ts";
import { groupOf, showVault } from "../vault.ts";
import type { Vault } from "../vault.ts";

export default defineCommand({
  options: {
    resourceGroup: shared.resourceGroup,
    resourceType: { names: ["--resource-type"], choices: ["vault"] },
    subscription: shared.subscription,
  },
  async run({ resourceGroup }, session) {
    const subscription = subscriptionPath(session);
    if (resourceGroup !== undefined) {
      const path = `${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults`;
      return (await listFromArm<Vault>(session, { path, apiVersion: apiVersions.vaults })).map(showVault);
    }
    const found = await listFromArm<{ id: string }>(session, {
      path: `${subscription}/resources`,
      apiVersion: apiVersions.resources,
      filter: "resourceType eq 'Microsoft.KeyVault/vaults'",
    });
    return found.map((vault) => Object.assign(vault, { resourceGroup: groupOf(vault.id), systemData: null }));
  },
});
