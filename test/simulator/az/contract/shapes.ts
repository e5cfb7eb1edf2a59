import { expect } from "vitest";

const text: unknown = expect.any(String);
const number: unknown = expect.any(Number);
const guid: unknown = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** A time as Python writes it. */
const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$/);
/** A time as Graph writes it. */
const graphTime: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

// What az 2.91.0 prints, key by key.

const subscription = {
  homeTenantId: guid,
  id: guid,
  isDefault: true,
  managedByTenants: [],
  name: "Simulated Subscription",
  state: "Enabled",
  tenantDefaultDomain: text,
  tenantDisplayName: text,
  tenantId: guid,
  user: { name: "learner@surestepsimulation.onmicrosoft.com", type: "user" },
};
export const account = { environmentName: "AzureCloud", ...subscription };
export const tenantLevelAccount = {
  cloudName: "AzureCloud",
  id: guid,
  isDefault: true,
  name: "N/A(tenant level account)",
  state: "Enabled",
  tenantId: guid,
  user: { name: guid, type: "servicePrincipal" },
};
export const token = {
  accessToken: expect.stringMatching(/^ey/),
  expiresOn: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.000000$/),
  expires_on: number,
  subscription: guid,
  tenant: guid,
  tokenType: "Bearer",
};

export const group = {
  id: expect.stringMatching(/^\/subscriptions\/[^/]+\/resourceGroups\/contract$/),
  location: "eastus",
  managedBy: null,
  name: "contract",
  properties: { provisioningState: "Succeeded" },
  tags: null,
  type: "Microsoft.Resources/resourceGroups",
};

const everything = { certificates: ["all"], keys: ["all"], secrets: ["all"], storage: ["all"] };

function vault(properties: object): object {
  return {
    id: expect.stringMatching(/\/resourceGroups\/contract\/providers\/Microsoft\.KeyVault\/vaults\/contract-vault$/),
    location: "eastus",
    name: "contract-vault",
    properties: {
      enableSoftDelete: true,
      networkAcls: { bypass: "AzureServices", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
      provisioningState: "Succeeded",
      publicNetworkAccess: "Enabled",
      sku: { family: "A", name: "standard" },
      tenantId: guid,
      vaultUri: "https://contract-vault.vault.azure.net/",
      ...properties,
    },
    resourceGroup: "contract",
    systemData: {
      createdAt: time,
      createdBy: "learner@surestepsimulation.onmicrosoft.com",
      createdByType: "User",
      lastModifiedAt: time,
      lastModifiedBy: "learner@surestepsimulation.onmicrosoft.com",
      lastModifiedByType: "User",
    },
    tags: {},
    type: "Microsoft.KeyVault/vaults",
  };
}

export const roleVault = vault({ accessPolicies: [], enableRbacAuthorization: true, softDeleteRetentionInDays: 90 });
const creator = { objectId: guid, permissions: everything, tenantId: guid };
export const policyVault = vault({
  accessPolicies: [creator],
  enableRbacAuthorization: false,
  softDeleteRetentionInDays: 7,
});
export const vaultWithPolicy = vault({
  accessPolicies: [
    creator,
    {
      objectId: guid,
      permissions: {
        certificates: [],
        keys: expect.arrayContaining(["create", "decrypt"]),
        secrets: expect.arrayContaining(["delete", "get", "list", "set"]),
        storage: [],
      },
      tenantId: guid,
    },
  ],
  enableRbacAuthorization: false,
  softDeleteRetentionInDays: 7,
});
export const deletedVault = {
  id: expect.stringMatching(/\/providers\/Microsoft\.KeyVault\/locations\/eastus\/deletedVaults\/contract-vault$/),
  name: "contract-vault",
  properties: {
    deletionDate: time,
    location: "eastus",
    scheduledPurgeDate: time,
    tags: {},
    vaultId: expect.stringMatching(
      /\/resourceGroups\/contract\/providers\/Microsoft\.KeyVault\/vaults\/contract-vault$/,
    ),
  },
  type: "Microsoft.KeyVault/deletedVaults",
};

const secretProperties = {
  attributes: {
    created: time,
    enabled: true,
    expires: null,
    notBefore: null,
    recoverableDays: 7,
    recoveryLevel: "CustomizedRecoverable+Purgeable",
    updated: time,
  },
  contentType: null,
  managed: null,
  name: "mySecret",
  tags: { "file-encoding": "utf-8" },
};
const secretId = expect.stringMatching(
  /^https:\/\/contract-vault\.vault\.azure\.net\/secrets\/mySecret\/[0-9a-f]{32}$/,
);
export const secret = { ...secretProperties, id: secretId, kid: null, value: "Success!" };
export const listedSecret = { ...secretProperties, id: "https://contract-vault.vault.azure.net/secrets/mySecret" };
export const deletedSecret = {
  ...secretProperties,
  deletedDate: time,
  id: secretId,
  kid: null,
  recoveryId: "https://contract-vault.vault.azure.net/deletedsecrets/mySecret",
  scheduledPurgeDate: time,
  value: null,
};

const password: unknown = expect.stringMatching(/^\S{40}$/);
export const credential = { appId: guid, displayName: "http://mySP", password, tenant: guid };
export const sdkCredential = {
  clientId: guid,
  clientSecret: password,
  subscriptionId: guid,
  tenantId: guid,
  activeDirectoryEndpointUrl: "https://login.microsoftonline.com",
  resourceManagerEndpointUrl: "https://management.azure.com/",
  activeDirectoryGraphResourceId: "https://graph.windows.net/",
  sqlManagementEndpointUrl: "https://management.core.windows.net:8443/",
  galleryEndpointUrl: "https://gallery.azure.com/",
  managementEndpointUrl: "https://management.core.windows.net/",
};
/** What Graph answers is passed on whole; what the tutorials read of it is here. */
export const application: unknown = expect.objectContaining({
  appId: guid,
  createdDateTime: graphTime,
  displayName: "http://mySP",
  id: guid,
  identifierUris: [],
  passwordCredentials: [expect.objectContaining({ displayName: "rbac", keyId: guid, secretText: null })],
});
export const servicePrincipal: unknown = expect.objectContaining({
  accountEnabled: true,
  appId: guid,
  displayName: "http://mySP",
  id: guid,
  servicePrincipalNames: [guid],
  servicePrincipalType: "Application",
});

export const roleAssignment = {
  createdBy: guid,
  createdOn: time,
  id: expect.stringMatching(
    /\/vaults\/contract-vault\/providers\/Microsoft\.Authorization\/roleAssignments\/[0-9a-f-]{36}$/,
  ),
  name: guid,
  principalId: guid,
  principalType: "ServicePrincipal",
  roleDefinitionId: expect.stringMatching(/\/roleDefinitions\/b86a8fe4-44ce-4948-aee5-eccb2c155cd7$/),
  scope: expect.stringMatching(/\/vaults\/contract-vault$/),
  type: "Microsoft.Authorization/roleAssignments",
  updatedBy: guid,
  updatedOn: time,
};
export const listedRoleAssignment = {
  ...roleAssignment,
  principalName: guid,
  roleDefinitionName: "Key Vault Secrets Officer",
};
