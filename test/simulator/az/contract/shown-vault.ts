import { expect } from "vitest";
import { names } from "../given.ts";

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$/);
const all = { certificates: ["all"], keys: ["all"], secrets: ["all"], storage: ["all"] };
/** A policy that permits everything. */
export const policy = {
  applicationId: null,
  objectId: expect.any(String),
  permissions: all,
  tenantId: expect.any(String),
};

export const properties = {
  accessPolicies: [policy],
  createMode: null,
  enablePurgeProtection: null,
  enableRbacAuthorization: false,
  enableSoftDelete: true,
  enabledForDeployment: false,
  enabledForDiskEncryption: null,
  enabledForTemplateDeployment: null,
  hsmPoolResourceId: null,
  networkAcls: null,
  privateEndpointConnections: null,
  provisioningState: "Succeeded",
  publicNetworkAccess: "Enabled",
  sku: { family: "A", name: "standard" },
  softDeleteRetentionInDays: 7,
  tenantId: expect.any(String),
  vaultUri: `https://${names.vault}.vault.azure.net/`,
};
export const person = "learner@surestepsimulation.onmicrosoft.com";
/** A vault with access policies as az shows it. */
export const shown = {
  id: expect.stringMatching(`/resourceGroups/${names.group}/providers/Microsoft.KeyVault/vaults/${names.vault}$`),
  location: "eastus",
  name: names.vault,
  properties,
  resourceGroup: names.group,
  systemData: {
    createdAt: time,
    createdBy: person,
    createdByType: "User",
    lastModifiedAt: time,
    lastModifiedBy: person,
    lastModifiedByType: "User",
  },
  tags: {},
  type: "Microsoft.KeyVault/vaults",
};
