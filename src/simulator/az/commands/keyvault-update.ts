import { defineCommand, shared } from "../command.ts";
import { AzError } from "../error.ts";
import { findGroup, getVault, putVault } from "../vault.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "-n"] },
    resourceGroup: shared.resourceGroup,
    enableRbacAuthorization: { names: ["--enable-rbac-authorization"], kind: "boolean" },
    enablePurgeProtection: { names: ["--enable-purge-protection"], kind: "boolean" },
    enabledForDeployment: { names: ["--enabled-for-deployment"], kind: "boolean" },
    enabledForDiskEncryption: { names: ["--enabled-for-disk-encryption"], kind: "boolean" },
    enabledForTemplateDeployment: { names: ["--enabled-for-template-deployment"], kind: "boolean" },
    publicNetworkAccess: { names: ["--public-network-access"], choices: ["Enabled", "Disabled"] },
    retentionDays: { names: ["--retention-days"] },
    noWait: shared.noWait,
    subscription: shared.subscription,
  },
  async run({ name, resourceGroup, retentionDays, noWait, ...values }, session) {
    if (name === undefined) throw new AzError("Please specify --vault-name or --hsm-name.");
    const group = await findGroup(session, name, resourceGroup);
    const { location, tags, properties } = await getVault(session, group, name);
    const { enableRbacAuthorization, enablePurgeProtection, publicNetworkAccess } = values;
    const { enabledForDeployment, enabledForDiskEncryption, enabledForTemplateDeployment } = values;
    const changes = {
      enableRbacAuthorization,
      enablePurgeProtection,
      publicNetworkAccess,
      enabledForDeployment,
      enabledForDiskEncryption,
      enabledForTemplateDeployment,
      softDeleteRetentionInDays: retentionDays === undefined ? undefined : Number(retentionDays),
    };
    const changed = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    return await putVault(session, group, name, { location, tags, properties: { ...properties, ...changed } }, noWait);
  },
});
