import { defineCommand, shared } from "../command.ts";
import { AzError } from "../error.ts";
import { apiVersions, listFromArm, subscriptionPath } from "../resource-manager.ts";
import type { Session } from "../session.ts";
import { groupOf, showVault } from "../vault.ts";
import type { Vault } from "../vault.ts";

export default defineCommand({
  options: {
    resourceGroup: shared.resourceGroup,
    resourceType: { names: ["--resource-type"], choices: ["hsm", "vault"] },
    subscription: shared.subscription,
  },
  async run({ resourceGroup, resourceType }, session) {
    if (resourceType === "vault") return await listVaults(session, resourceGroup);
    if (resourceType === "hsm") return await listModules(session, resourceGroup);
    const found: object[] = [];
    try {
      found.push(...(await listVaults(session, resourceGroup)));
      found.push(...(await listModules(session, resourceGroup)));
    } catch (error) {
      // az asks for both where it is not told which, and keeps quiet about what it cannot get (`list_vault_or_hsm`).
      if (!(error instanceof AzError)) throw error;
    }
    return found;
  },
});

/** The vaults of a group as they are; those of the subscription as its list of resources has them, which is less. */
async function listVaults(session: Session, group: string | undefined): Promise<object[]> {
  if (group !== undefined) {
    const path = `${subscriptionPath(session)}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults`;
    return (await listFromArm<Vault>(session, { path, apiVersion: apiVersions.vaults })).map(showVault);
  }
  const found = await listFromArm<{ id: string }>(session, {
    path: `${subscriptionPath(session)}/resources`,
    apiVersion: apiVersions.resources,
    filter: "resourceType eq 'Microsoft.KeyVault/vaults'",
  });
  return found.map((vault) => Object.assign(vault, { resourceGroup: groupOf(vault.id), systemData: null }));
}

/** Managed HSMs, which az lists with the vaults. */
async function listModules(session: Session, group: string | undefined): Promise<object[]> {
  const within = group === undefined ? "" : `/resourceGroups/${group}`;
  const path = `${subscriptionPath(session)}${within}/providers/Microsoft.KeyVault/managedHSMs`;
  return await listFromArm<object>(session, { path, apiVersion: apiVersions.vaults });
}
