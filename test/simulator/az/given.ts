import type { Application, SecretVersion, ServicePrincipal, State, Vault } from "../../../src/simulator/state.ts";

/** What is there before a command runs: a change of an Azure with nothing in it. `now` is the simulator's clock. */
export type Given = (state: State, now: number) => void;

const day = 86_400_000;

/** Names and IDs that the command lines of the contract use. */
export const names = {
  group: "surestep-group",
  vault: "surestep-vault",
  secret: "mySecret",
  secretValue: "a value of no worth",
  application: "surestep-application",
  applicationId: "aaaaaaaa-0000-4000-8000-000000000001",
  clientId: "aaaaaaaa-0000-4000-8000-000000000002",
  clientSecret: "abc8Q~a-secret-of-no-worth",
  principalId: "aaaaaaaa-0000-4000-8000-000000000003",
  assignment: "aaaaaaaa-0000-4000-8000-000000000004",
  missing: "aaaaaaaa-0000-4000-8000-00000000ffff",
  secretVersion: "0123456789abcdef0123456789abcdef",
} as const;

/** The GUID of the role Key Vault Secrets Officer, the same in every Azure. */
const secretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";

export const group: Given = (state, now) => {
  state.resourceGroups.push({ name: names.group, location: "eastus", tags: null, createdAt: now, goneAt: null });
};

/** A vault with access policies, one of which lets its creator do everything, in a group. */
export const policyVault: Given = (state, now) => {
  group(state, now);
  const all = { keys: ["all"], secrets: ["all"], certificates: ["all"], storage: ["all"] };
  const policy = { tenantId: state.tenant.id, objectId: state.user.id, permissions: all, effectiveAt: now };
  state.vaults.push({ ...vaultOf(state, now), accessPolicies: [policy] });
};

/** A vault with access policies that lets nobody in. */
export const closedVault: Given = (state, now) => {
  group(state, now);
  state.vaults.push(vaultOf(state, now));
};

/** A vault with Azure RBAC, on which nobody has a role of the data plane. */
export const rbacVault: Given = (state, now) => {
  group(state, now);
  state.vaults.push({ ...vaultOf(state, now), enableRbacAuthorization: true });
};

/** A vault that was deleted and can be recovered; its group is still there. */
export const deletedVault: Given = (state, now) => {
  group(state, now);
  state.deletedVaults.push({
    vault: vaultOf(state, now),
    deletedAt: now,
    scheduledPurgeAt: now + 7 * day,
    goneAt: null,
  });
};

/** The vault with access policies, with a secret in it. */
export const secret: Given = (state, now) => {
  policyVault(state, now);
  state.vaults[0]?.secrets.push({ name: names.secret, versions: [secretVersion(now)] });
};

/** The vault with access policies, with a deleted secret in it. */
export const deletedSecret: Given = (state, now) => {
  policyVault(state, now);
  state.vaults[0]?.deletedSecrets.push({
    secret: { name: names.secret, versions: [secretVersion(now)] },
    deletedAt: now,
    visibleAt: now,
    scheduledPurgeAt: now + 7 * day,
    purgedUntil: null,
  });
};

/** An application with a secret and its service principal. */
export const application: Given = (state, now) => {
  state.applications.push(applicationOf(now));
  state.servicePrincipals.push(servicePrincipalOf(now));
};

/** The same, deleted. */
export const deletedApplication: Given = (state, now) => {
  state.deletedItems.push({ deletedAt: now, kind: "application", item: applicationOf(now) });
  state.deletedItems.push({ deletedAt: now, kind: "servicePrincipal", item: servicePrincipalOf(now) });
};

/** The application is Key Vault Secrets Officer on a vault with Azure RBAC. */
export const roleAssignment: Given = (state, now) => {
  rbacVault(state, now);
  application(state, now);
  state.roleAssignments.push({
    name: names.assignment,
    scope: vaultId(state),
    roleId: secretsOfficer,
    principalId: names.principalId,
    principalType: "ServicePrincipal",
    createdBy: state.user.id,
    createdAt: now,
    effectiveAt: now,
  });
};

export const policyVaultAndApplication: Given = (state, now) => {
  policyVault(state, now);
  application(state, now);
};

export const rbacVaultAndApplication: Given = (state, now) => {
  rbacVault(state, now);
  application(state, now);
};

/** The resource ID of the vault. */
export function vaultId({ subscription }: State): string {
  return `/subscriptions/${subscription.id}/resourceGroups/${names.group}/providers/Microsoft.KeyVault/vaults/${names.vault}`;
}

function vaultOf(state: State, now: number): Vault {
  return {
    name: names.vault,
    resourceGroup: names.group,
    location: "eastus",
    tags: {},
    sku: { family: "A", name: "standard" },
    accessPolicies: [],
    enableRbacAuthorization: false,
    enabledForDeployment: null,
    enabledForDiskEncryption: null,
    enabledForTemplateDeployment: null,
    softDeleteRetentionInDays: 7,
    enablePurgeProtection: null,
    networkAcls: null,
    publicNetworkAccess: "Enabled",
    createdBy: { name: state.user.userPrincipalName, type: "User" },
    createdAt: now,
    modifiedAt: now,
    readyAt: now,
    secrets: [],
    deletedSecrets: [],
  };
}

function secretVersion(now: number): SecretVersion {
  const seconds = Math.floor(now / 1000);
  return {
    version: names.secretVersion,
    value: names.secretValue,
    contentType: null,
    tags: { "file-encoding": "utf-8" },
    enabled: true,
    notBefore: null,
    expires: null,
    created: seconds,
    updated: seconds,
  };
}

function applicationOf(now: number): Application {
  const password = {
    keyId: "aaaaaaaa-0000-4000-8000-000000000005",
    displayName: "rbac",
    hint: names.clientSecret.slice(0, 3),
    secretText: names.clientSecret,
    startDateTime: new Date(now).toISOString(),
    endDateTime: new Date(now + 365 * day).toISOString(),
  };
  return {
    id: names.applicationId,
    appId: names.clientId,
    displayName: names.application,
    notes: null,
    tags: [],
    identifierUris: [],
    passwordCredentials: [password],
    createdAt: now,
  };
}

function servicePrincipalOf(now: number): ServicePrincipal {
  return {
    id: names.principalId,
    appId: names.clientId,
    displayName: names.application,
    tags: [],
    createdAt: now,
    knownAt: now,
  };
}
