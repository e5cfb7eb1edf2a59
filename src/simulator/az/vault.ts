import { AzError } from "./error.ts";
import { pythonDate } from "./output.ts";
import { apiVersions, getFromArm, listFromArm, sendToArm, subscriptionPath } from "./resource-manager.ts";
import type { Session } from "./session.ts";

export interface Permissions {
  keys?: string[] | null;
  secrets?: string[] | null;
  certificates?: string[] | null;
  storage?: string[] | null;
}

export interface AccessPolicy {
  tenantId: string;
  objectId: string;
  applicationId?: string | null;
  permissions: Permissions;
}

/** A vault as Resource Manager answers it. */
export interface Vault {
  id: string;
  name: string;
  type: string;
  location: string;
  tags?: Record<string, string>;
  systemData?: { createdAt?: string; lastModifiedAt?: string };
  properties: {
    tenantId: string;
    accessPolicies: AccessPolicy[];
    enableRbacAuthorization?: boolean | null;
    networkAcls?: object | null;
    provisioningState?: string;
    [other: string]: unknown;
  };
}

/** A new vault polls this often, in milliseconds. az takes 30 s, which nobody needs to sit through here. */
const pollInterval = 500;

/** Path of a vault. */
export function vaultPath(session: Session, group: string, name: string): string {
  return `${subscriptionPath(session)}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${name}`;
}

export async function getVault(session: Session, group: string, name: string): Promise<Vault> {
  return await getFromArm<Vault>(session, { path: vaultPath(session, group, name), apiVersion: apiVersions.vaults });
}

/** Creates or updates a vault and waits until it is ready. */
export async function putVault(
  session: Session,
  group: string,
  name: string,
  body: object,
  noWait: boolean,
): Promise<object | undefined> {
  const path = vaultPath(session, group, name);
  const answer = await sendToArm(session, { method: "PUT", path, apiVersion: apiVersions.vaults, body });
  if (noWait) return undefined;
  let vault: Vault = JSON.parse(answer.text);
  while (vault.properties.provisioningState !== undefined && vault.properties.provisioningState !== "Succeeded") {
    await session.wait(pollInterval);
    vault = await getVault(session, group, name);
  }
  return showVault(vault);
}

/**
 * The resource group of a vault: the one given, or the one that the subscription's list of resources tells. Throws az's
 * sentence for a vault that is not there.
 */
export async function findGroup(session: Session, name: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const found = await listFromArm<{ id: string }>(session, {
    path: `${subscriptionPath(session)}/resources`,
    apiVersion: apiVersions.resources,
    filter: `resourceType eq 'Microsoft.KeyVault/vaults' and name eq '${name}'`,
  });
  const id = found
    .map((resource) => resource.id)
    .find((one) => one.split("/").at(-1)?.toLowerCase() === name.toLowerCase());
  if (id === undefined) throw new AzError(`The Vault '${name}' not found within subscription.`);
  return groupOf(id);
}

/** The resource group in a resource's ID. */
export function groupOf(id: string): string {
  return id.split("/")[4] ?? "";
}

/** What the SDK behind az knows of a vault: it shows as null what an answer leaves out (azure-mgmt-keyvault, `VaultProperties`). */
const properties = {
  createMode: null,
  enablePurgeProtection: null,
  enableRbacAuthorization: null,
  enableSoftDelete: null,
  enabledForDeployment: null,
  enabledForDiskEncryption: null,
  enabledForTemplateDeployment: null,
  hsmPoolResourceId: null,
  networkAcls: null,
  privateEndpointConnections: null,
  provisioningState: null,
  publicNetworkAccess: null,
  softDeleteRetentionInDays: null,
};

/** A vault as az shows it. */
export function showVault(vault: Vault): object {
  const { id, location, name, systemData, tags, type } = vault;
  const { accessPolicies, networkAcls } = vault.properties;
  return {
    id,
    location,
    name,
    properties: {
      ...properties,
      ...vault.properties,
      ...(networkAcls && { networkAcls: { ipRules: null, virtualNetworkRules: null, ...networkAcls } }),
      accessPolicies: accessPolicies.map(showPolicy),
    },
    resourceGroup: groupOf(id),
    systemData: systemData && {
      ...systemData,
      createdAt: pythonDate(systemData.createdAt),
      lastModifiedAt: pythonDate(systemData.lastModifiedAt),
    },
    tags: tags ?? {},
    type,
  };
}

function showPolicy({ permissions, ...policy }: AccessPolicy): object {
  const none = { certificates: null, keys: null, secrets: null, storage: null };
  return { applicationId: null, ...policy, permissions: { ...none, ...permissions } };
}
