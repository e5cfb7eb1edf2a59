import { ServiceError } from "../operation.ts";
import type { Call, Operation } from "../operation.ts";
import type { Vault } from "../state.ts";
import { applyProperties, bodyOf, refuseInvalidName, retentionOf, usesRbac } from "./read-vault.ts";
import { groupOf, locationOf, tagsOf } from "./resource-group.ts";
import { findDeletedVault } from "./deleted-vault.ts";
import { findVault, showVault } from "./vault.ts";

/** Names that belong to somebody else's vaults: a vault's name is unique in all of Azure. */
export const takenElsewhere: readonly string[] = [
  "contoso",
  "contoso-vault",
  "contosovault",
  "myvault",
  "mykeyvault",
  "fabrikam",
];

/** Makes a vault, changes one that exists, or brings back a deleted one (`createMode: recover`). */
export const createOrUpdateVault: Operation = (call) => {
  const { azure, params } = call;
  const name = params["vault"] ?? "";
  const group = groupOf(call);
  refuseUnregistered(call);
  refuseInvalidName(name);
  const { properties = {}, tags, location } = bodyOf(call);
  const existing = findVault(azure, name);
  if (existing !== undefined && existing.resourceGroup.toLowerCase() === group.name.toLowerCase()) {
    refuseOtherRetention(existing, properties);
    applyProperties(azure, existing, properties);
    if (tags !== undefined) existing.tags = tagsOf(tags) ?? {};
    return { status: 200, body: showVault(azure, existing) };
  }
  if (existing !== undefined || takenElsewhere.includes(name.toLowerCase())) throw nameIsTaken(name);
  if (properties["createMode"] === "recover") return { status: 200, body: showVault(azure, recover(call, name)) };
  if (findDeletedVault(azure, name) !== undefined) throw nameIsDeleted();
  const vault = newVault(call, name, group.name, locationOf(location));
  azure.state.vaults.push(vault);
  return { status: 200, body: showVault(azure, vault) };
};

function newVault(call: Call, name: string, resourceGroup: string, location: string): Vault {
  const { azure, caller } = call;
  const { properties = {}, tags } = bodyOf(call);
  const now = azure.now();
  const { sku } = properties as { sku?: { family: string; name: string } };
  const vault: Vault = {
    ...{ name, resourceGroup, location },
    tags: tagsOf(tags) ?? {},
    sku: { family: sku?.family ?? "A", name: sku?.name ?? "standard" },
    accessPolicies: [],
    enableRbacAuthorization: usesRbac(call, properties),
    enabledForDeployment: null,
    enabledForDiskEncryption: null,
    enabledForTemplateDeployment: null,
    softDeleteRetentionInDays: retentionOf(properties),
    enablePurgeProtection: null,
    networkAcls: null,
    publicNetworkAccess: "Enabled",
    createdBy: {
      name: caller.userPrincipalName ?? caller.appId,
      type: caller.userPrincipalName === undefined ? "Application" : "User",
    },
    createdAt: now,
    modifiedAt: now,
    readyAt: now + azure.latency.vaultCreation,
    secrets: [],
    deletedSecrets: [],
  };
  applyProperties(azure, vault, properties);
  // The creator's own policy is there with the vault: it does not have to spread (recorded).
  for (const policy of vault.accessPolicies) policy.effectiveAt = now;
  return vault;
}

function recover({ azure }: Call, name: string): Vault {
  const deleted = findDeletedVault(azure, name);
  if (deleted === undefined) {
    throw new ServiceError(
      404,
      "SoftDeletedVaultDoesNotExist",
      `A soft deleted vault with the given name does not exist: ${name}.`,
    );
  }
  azure.state.deletedVaults = azure.state.deletedVaults.filter((each) => each !== deleted);
  azure.state.vaults.push(deleted.vault);
  return deleted.vault;
}

function refuseUnregistered({ azure }: Call): void {
  const { registeredProviders, subscription } = azure.state;
  if (registeredProviders.includes("microsoft.keyvault")) return;
  const message = `The subscription is not registered to use namespace 'Microsoft.KeyVault'. See https://aka.ms/rps-not-found for how to register subscriptions. (${subscription.id})`;
  throw new ServiceError(409, "MissingSubscriptionRegistration", message);
}

function refuseOtherRetention(vault: Vault, properties: Record<string, unknown>): void {
  const given = properties["softDeleteRetentionInDays"];
  if (given === undefined || given === vault.softDeleteRetentionInDays) return;
  throw new ServiceError(
    400,
    "BadRequest",
    'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.',
  );
}

function nameIsTaken(name: string): ServiceError {
  const message = `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a recoverable state then the vault will need to be purged before reusing the name. For more information on soft delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740.`;
  return new ServiceError(409, "VaultAlreadyExists", message);
}

function nameIsDeleted(): ServiceError {
  const message =
    "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.";
  return new ServiceError(409, "ConflictError", message);
}
