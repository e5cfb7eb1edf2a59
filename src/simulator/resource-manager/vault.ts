import { findBy, remove } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Call, SimulatedAzure } from "../operation.ts";
import type { Vault } from "../state.ts";
import { showPolicy } from "./access-policy.ts";
import { groupId, groupOf, isNamed } from "./resource-group.ts";
import { forgetRolesWithin } from "./role-access.ts";

const day = 86_400_000;

export function findVault({ state }: SimulatedAzure, name: string): Vault | undefined {
  return findBy(state.vaults, "name", name);
}

/** The vault in the path; throws the 404 of a missing group, or of a missing vault. */
export function vaultOf(call: Call): Vault {
  const group = groupOf(call);
  const name = call.params["vault"] ?? "";
  const vault = findVault(call.azure, name);
  if (vault === undefined || !isNamed(vault.resourceGroup, group.name)) {
    const message = `The Resource 'Microsoft.KeyVault/vaults/${name}' under resource group '${call.params["group"]}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
    throw new ServiceError(404, "ResourceNotFound", message, { headers: { "x-ms-failure-cause": "gateway" } });
  }
  return vault;
}

export function vaultId({ state }: SimulatedAzure, vault: Vault): string {
  return `${groupId(state.subscription.id, vault.resourceGroup)}/providers/Microsoft.KeyVault/vaults/${vault.name}`;
}

/**
 * A vault as Resource Manager shows it (recorded in az's test_keyvault_mgmt.yaml): `RegisteringDns` at first, when its
 * address has no slash at its end yet.
 */
export function showVault(azure: SimulatedAzure, vault: Vault): object {
  const isReady = vault.readyAt <= azure.now();
  const { createdBy } = vault;
  return {
    id: vaultId(azure, vault),
    name: vault.name,
    type: "Microsoft.KeyVault/vaults",
    location: vault.location,
    tags: vault.tags,
    systemData: {
      createdBy: createdBy.name,
      createdByType: createdBy.type,
      createdAt: new Date(vault.createdAt).toISOString(),
      lastModifiedBy: createdBy.name,
      lastModifiedByType: createdBy.type,
      lastModifiedAt: new Date(vault.modifiedAt).toISOString(),
    },
    properties: {
      sku: vault.sku,
      tenantId: azure.state.tenant.id,
      ...(vault.networkAcls === null ? {} : { networkAcls: vault.networkAcls }),
      accessPolicies: vault.accessPolicies.map(showPolicy),
      enabledForDeployment: vault.enabledForDeployment ?? false,
      ...(vault.enabledForDiskEncryption === null ? {} : { enabledForDiskEncryption: vault.enabledForDiskEncryption }),
      ...(vault.enabledForTemplateDeployment === null
        ? {}
        : { enabledForTemplateDeployment: vault.enabledForTemplateDeployment }),
      enableSoftDelete: true,
      softDeleteRetentionInDays: vault.softDeleteRetentionInDays,
      ...(vault.isRbacImplied === true && !vault.enableRbacAuthorization
        ? {}
        : { enableRbacAuthorization: vault.enableRbacAuthorization }),
      ...(vault.enablePurgeProtection === true ? { enablePurgeProtection: true } : {}),
      vaultUri: `https://${vault.name.toLowerCase()}.vault.azure.net${isReady ? "/" : ""}`,
      provisioningState: isReady ? "Succeeded" : "RegisteringDns",
      publicNetworkAccess: vault.publicNetworkAccess,
    },
  };
}

/** Takes a vault out of its group; it keeps its name and its secrets until it is purged. */
export function softDelete(azure: SimulatedAzure, vault: Vault, deletedAt: number): void {
  const { state } = azure;
  remove(state.vaults, vault);
  const scheduledPurgeAt = deletedAt + vault.softDeleteRetentionInDays * day;
  state.deletedVaults.push({ vault, deletedAt, scheduledPurgeAt, goneAt: null });
  // Role assignments at the vault go with it ("Key Vault soft-delete overview").
  forgetRolesWithin(state, vaultId(azure, vault));
}
