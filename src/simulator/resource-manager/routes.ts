import type { Operation, Route } from "../operation.ts";
import { checkVaultName } from "./check-vault-name.ts";
import { createOrUpdateGroup } from "./create-or-update-group.ts";
import { createOrUpdateVault } from "./create-or-update-vault.ts";
import { createRoleAssignment } from "./create-role-assignment.ts";
import { deleteGroup } from "./delete-group.ts";
import { deleteRoleAssignment } from "./delete-role-assignment.ts";
import { deleteVault } from "./delete-vault.ts";
import { getGroup, headGroup, listGroups } from "./get-group.ts";
import { getOperationResult } from "./get-operation-result.ts";
import { getDeletedVault, listDeletedVaults } from "./get-deleted-vault.ts";
import { getRoleAssignment, listRoleAssignments } from "./get-role-assignment.ts";
import { getRoleDefinition, listRoleDefinitions } from "./get-role-definition.ts";
import { getSubscription, listLocations, listSubscriptions, listTenants } from "./get-subscription.ts";
import { getVault, listVaults } from "./get-vault.ts";
import { guarded } from "./guard.ts";
import { listResources } from "./list-resources.ts";
import { getProvider, listProviders, registerProvider } from "./provider.ts";
import { purgeDeletedVault } from "./purge-deleted-vault.ts";
import { updateAccessPolicies } from "./update-access-policies.ts";
import { updateGroup } from "./update-group.ts";
import { updateVault } from "./update-vault.ts";

const subscription = "/subscriptions/:subscription";
const group = `${subscription}/resourceGroups/:group`;
const vaults = `${group}/providers/Microsoft.KeyVault/vaults`;
const keyVault = `${subscription}/providers/Microsoft.KeyVault`;
const location = `${keyVault}/locations/:location`;
const authorization = "/:scope{subscriptions/.+?}/providers/Microsoft.Authorization";
const nothing: Operation = () => ({ status: 200, body: { value: [] } });

/** What Resource Manager answers (Azure REST API: Resources, Key Vault, Authorization). */
const rows: readonly Route[] = [
  ["GET", "/tenants", listTenants],
  ["GET", "/subscriptions", listSubscriptions],
  ["GET", subscription, getSubscription],
  ["GET", `${subscription}/locations`, listLocations],
  ["GET", `${subscription}/resources`, listResources],
  ["GET", `${subscription}/operationresults/:id`, getOperationResult],
  ["GET", `${subscription}/providers`, listProviders],
  ["GET", `${subscription}/providers/:namespace`, getProvider],
  ["POST", `${subscription}/providers/:namespace/register`, registerProvider],
  ["GET", `${subscription}/resourceGroups`, listGroups],
  ["PUT", group, createOrUpdateGroup],
  ["HEAD", group, headGroup],
  ["GET", group, getGroup],
  ["PATCH", group, updateGroup],
  ["DELETE", group, deleteGroup],
  ["GET", `${group}/resources`, listResources],
  ["GET", vaults, listVaults],
  ["PUT", `${vaults}/:vault`, createOrUpdateVault],
  ["PATCH", `${vaults}/:vault`, updateVault],
  ["GET", `${vaults}/:vault`, getVault],
  ["DELETE", `${vaults}/:vault`, deleteVault],
  ["PUT", `${vaults}/:vault/accessPolicies/:kind`, updateAccessPolicies],
  ["GET", `${group}/providers/Microsoft.KeyVault/managedHSMs`, nothing],
  ["GET", `${keyVault}/vaults`, listVaults],
  ["POST", `${keyVault}/checkNameAvailability`, checkVaultName],
  ["GET", `${keyVault}/deletedVaults`, listDeletedVaults],
  ["GET", `${keyVault}/managedHSMs`, nothing],
  ["GET", `${keyVault}/deletedManagedHSMs`, nothing],
  ["GET", `${location}/deletedVaults/:vault`, getDeletedVault],
  ["POST", `${location}/deletedVaults/:vault/purge`, purgeDeletedVault],
  ["GET", `${location}/operationResults/:id`, getOperationResult],
  ["GET", `${authorization}/roleDefinitions`, listRoleDefinitions],
  ["GET", `${authorization}/roleDefinitions/:role`, getRoleDefinition],
  ["GET", `${authorization}/roleAssignments`, listRoleAssignments],
  ["GET", `${authorization}/roleAssignments/:name`, getRoleAssignment],
  ["PUT", `${authorization}/roleAssignments/:name`, createRoleAssignment],
  ["DELETE", `${authorization}/roleAssignments/:name`, deleteRoleAssignment],
];

/** The same, to whom it may answer. */
export const routes: readonly Route[] = rows.map(guarded);
