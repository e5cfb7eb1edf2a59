import { defineCommand, shared } from "../command.ts";
import { AzError, validating } from "../error.ts";
import type { Group } from "../group.ts";
import { currentObjectId } from "../principal.ts";
import { apiVersions, getFromArm, groupPath } from "../resource-manager.ts";
import type { Session } from "../session.ts";
import { readTags } from "../tags.ts";
import { getVault, putVault } from "../vault.ts";

/** `az keyvault create`. Since az 2.61.0 a vault uses Azure RBAC unless it is told otherwise. */
export default defineCommand({
  options: {
    resourceGroup: { ...shared.resourceGroup, required: true },
    name: { names: ["--name", "-n"] },
    location: shared.location,
    sku: { names: ["--sku"] },
    enableRbacAuthorization: { names: ["--enable-rbac-authorization"], kind: "boolean" },
    enablePurgeProtection: { names: ["--enable-purge-protection"], kind: "boolean" },
    enabledForDeployment: { names: ["--enabled-for-deployment"], kind: "boolean" },
    enabledForDiskEncryption: { names: ["--enabled-for-disk-encryption"], kind: "boolean" },
    enabledForTemplateDeployment: { names: ["--enabled-for-template-deployment"], kind: "boolean" },
    noSelfPerms: { names: ["--no-self-perms"], kind: "boolean" },
    publicNetworkAccess: { names: ["--public-network-access"], choices: ["Enabled", "Disabled"] },
    bypass: { names: ["--bypass"], choices: ["AzureServices", "None"] },
    defaultAction: { names: ["--default-action"], choices: ["Allow", "Deny"] },
    retentionDays: { names: ["--retention-days"] },
    tags: shared.tags,
    noWait: shared.noWait,
    subscription: shared.subscription,
  },
  async run(values, session) {
    const { name, resourceGroup } = values;
    if (name === undefined) throw new AzError("Please specify --vault-name or --hsm-name.");
    const location = values.location ?? (await defaultLocation(session, resourceGroup));
    if (await exists(session, resourceGroup, name)) throw new AzError(`The specified vault: ${name} already exists`);
    const { tenantId } = session.subscription();
    const rbac = values.enableRbacAuthorization ?? true;
    const all = { keys: ["all"], secrets: ["all"], certificates: ["all"], storage: ["all"] };
    const properties = {
      tenantId,
      sku: { family: "A", name: values.sku ?? "standard" },
      accessPolicies:
        rbac || values.noSelfPerms ? [] : [{ tenantId, objectId: await currentObjectId(session), permissions: all }],
      enabledForDeployment: values.enabledForDeployment,
      enabledForDiskEncryption: values.enabledForDiskEncryption,
      enabledForTemplateDeployment: values.enabledForTemplateDeployment,
      enableSoftDelete: true,
      softDeleteRetentionInDays: Number(values.retentionDays ?? "90"),
      enableRbacAuthorization: rbac,
      enablePurgeProtection: values.enablePurgeProtection,
      networkAcls: { bypass: values.bypass ?? "AzureServices", defaultAction: values.defaultAction ?? "Allow" },
      publicNetworkAccess: values.publicNetworkAccess,
    };
    return await putVault(
      session,
      resourceGroup,
      name,
      { location, tags: readTags(values.tags), properties },
      values.noWait,
    );
  },
});

/** The group's own region. az looks it up while it reads the command line, so a missing group is exit code 2 here. */
async function defaultLocation(session: Session, group: string): Promise<string> {
  const request = { path: groupPath(session, group), apiVersion: apiVersions.groups };
  return (await validating(getFromArm<Group>(session, request))).location;
}

async function exists(session: Session, group: string, name: string): Promise<boolean> {
  try {
    await getVault(session, group, name);
    return true;
  } catch (error) {
    if (error instanceof AzError && error.status !== undefined) return false;
    throw error;
  }
}
