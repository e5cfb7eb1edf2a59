import { remove } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Call, Operation } from "../operation.ts";
import type { ResourceGroup, Vault } from "../state.ts";
import { bodyOf, recordOf } from "./body.ts";
import { findDeletedVault } from "./deleted-vault.ts";
import { refuseUnplayed } from "./refuse.ts";
import { applyProperties, refuseIncomplete, retentionOf, usesRbac } from "./read-vault.ts";
import { groupOf, isNamed, locationOf, refuseDeleting, tagsOf } from "./resource-group.ts";
import { isTaken, nameIsTaken, refuseInvalidName } from "./vault-name.ts";
import { findVault, showVault } from "./vault.ts";

/** What the body of a vault can hold, and what it may repeat of an answer. */
export const vaultMembers = ["location", "tags", "properties", "id", "name", "type", "systemData", "etag"];

/** Makes a vault, changes one that exists, or brings back a deleted one (`createMode: recover`). Always 200 (recorded). */
export const createOrUpdateVault: Operation = (call) => {
  const { azure } = call;
  const group = groupOf(call);
  refuseUnregistered(call);
  refuseUnplayed(bodyOf(call), vaultMembers, "vault");
  refuseDeleting(group);
  const vault = changed(call, group) ?? recovered(call) ?? created(call, group);
  return { status: 200, body: showVault(azure, vault) };
};

/** The vault of that name in the group, changed; undefined where there is none. */
function changed(call: Call, group: ResourceGroup): Vault | undefined {
  const { properties, tags } = bodyOf(call);
  const vault = findVault(call.azure, nameOf(call));
  if (vault === undefined || !isNamed(vault.resourceGroup, group.name)) return undefined;
  refuseOtherLocation(call, vault);
  refuseIncomplete(recordOf(properties), vault.enableRbacAuthorization);
  applyProperties(call.azure, vault, recordOf(properties));
  if (tags !== undefined) vault.tags = tagsOf(tags) ?? {};
  return vault;
}

/** The soft-deleted vault of that name, brought back with all that was in it; undefined for another `createMode`. */
function recovered(call: Call): Vault | undefined {
  const { azure } = call;
  const name = nameOf(call);
  if (recordOf(bodyOf(call)["properties"])["createMode"] !== "recover") return undefined;
  const deleted = findDeletedVault(azure, name);
  if (deleted === undefined || deleted.goneAt !== null) {
    const message = `A soft deleted vault with the given name does not exist: ${name}.`;
    throw new ServiceError(404, "SoftDeletedVaultDoesNotExist", message);
  }
  remove(azure.state.deletedVaults, deleted);
  azure.state.vaults.push(deleted.vault);
  deleted.vault.modifiedAt = azure.now();
  return deleted.vault;
}

function created(call: Call, group: ResourceGroup): Vault {
  const { azure } = call;
  const name = nameOf(call);
  refuseInvalidName(name);
  const properties = recordOf(bodyOf(call)["properties"]);
  refuseIncomplete(properties, usesRbac(call, properties));
  if (isTaken(azure, name)) throw new ServiceError(409, "VaultAlreadyExists", nameIsTaken(name));
  if (findDeletedVault(azure, name) !== undefined) throw nameIsDeleted();
  const vault = newVault(call, name, group.name);
  azure.state.vaults.push(vault);
  return vault;
}

function newVault(call: Call, name: string, resourceGroup: string): Vault {
  const { azure, caller } = call;
  const body = bodyOf(call);
  const properties = recordOf(body["properties"]);
  const now = azure.now();
  const vault: Vault = {
    name,
    resourceGroup,
    location: locationOf(body["location"], "resource type 'Microsoft.KeyVault/vaults'"),
    tags: tagsOf(body["tags"]) ?? {},
    sku: { family: "A", name: "standard" },
    accessPolicies: [],
    enableRbacAuthorization: usesRbac(call, properties),
    isRbacImplied: true,
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

/** A resource does not move (Resource Manager's error codes, InvalidResourceLocation). */
function refuseOtherLocation(call: Call, { location, name, resourceGroup }: Vault): void {
  const wanted = locationOf(bodyOf(call)["location"], "resource type 'Microsoft.KeyVault/vaults'");
  if (wanted === location) return;
  const message = `The resource '${name}' already exists in location '${location}' in resource group '${resourceGroup}'. A resource with the same name cannot be created in location '${wanted}'. Please select a new resource name.`;
  throw new ServiceError(409, "InvalidResourceLocation", message);
}

function nameOf({ params }: Call): string {
  return params["vault"] ?? "";
}

function refuseUnregistered({ azure }: Call): void {
  const { registeredProviders, subscription } = azure.state;
  if (registeredProviders.includes("microsoft.keyvault")) return;
  const message = `The subscription is not registered to use namespace 'Microsoft.KeyVault'. See https://aka.ms/rps-not-found for how to register subscriptions. (${subscription.id})`;
  throw new ServiceError(409, "MissingSubscriptionRegistration", message);
}

function nameIsDeleted(): ServiceError {
  const message =
    "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.";
  return new ServiceError(409, "ConflictError", message);
}
