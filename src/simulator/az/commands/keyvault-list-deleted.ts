import { defineCommand, shared } from "../command.ts";
import { listDeletedVaults, showDeletedVault } from "../deleted-vault.ts";
import { apiVersions, listFromArm, subscriptionPath } from "../resource-manager.ts";

export default defineCommand({
  options: {
    resourceType: { names: ["--resource-type"], choices: ["hsm", "vault"] },
    subscription: shared.subscription,
  },
  async run({ resourceType }, session) {
    const vaults = resourceType === "hsm" ? [] : await listDeletedVaults(session);
    const path = `${subscriptionPath(session)}/providers/Microsoft.KeyVault/deletedManagedHSMs`;
    const modules =
      resourceType === "vault" ? [] : await listFromArm<object>(session, { path, apiVersion: apiVersions.vaults });
    return [...vaults.map(showDeletedVault), ...modules];
  },
});
