import type { Route } from "../operation.ts";
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
import { listResources } from "./list-resources.ts";
import { getProvider, registerProvider } from "./provider.ts";
import { purgeDeletedVault } from "./purge-deleted-vault.ts";
import { updateAccessPolicies } from "./update-access-policies.ts";
import { updateGroup } from "./update-group.ts";
import { updateVault } from "./update-vault.ts";
import { inSubscription, withVersion } from "./within.ts";

const subscription = "/subscriptions/:subscription";
const group = `${subscription}/resourceGroups/:group`;
const vaults = `${group}/providers/Microsoft.KeyVault/vaults`;
const keyVault = `${subscription}/providers/Microsoft.KeyVault`;
const location = `${keyVault}/locations/:location`;
const authorization = "/:scope{subscriptions/.+?}/providers/Microsoft.Authorization";
const nothing = inSubscription(() => ({ status: 200, body: { value: [] } }));

/** What Resource Manager answers (Azure REST API: Resources, Key Vault, Authorization), to whom it may answer. */
export const routes: readonly Route[] = (
  [
    ["GET", "/tenants", listTenants],
    ["GET", "/subscriptions", listSubscriptions],
    ["GET", subscription, inSubscription(getSubscription)],
    ["GET", `${subscription}/locations`, inSubscription(listLocations)],
    ["GET", `${subscription}/resources`, inSubscription(listResources)],
    ["GET", `${subscription}/operationresults/:id`, inSubscription(getOperationResult)],
    ["GET", `${subscription}/providers/:namespace`, inSubscription(getProvider)],
    ["POST", `${subscription}/providers/:namespace/register`, inSubscription(registerProvider)],
    ["GET", `${subscription}/resourceGroups`, inSubscription(listGroups)],
    ["PUT", group, inSubscription(createOrUpdateGroup)],
    ["HEAD", group, inSubscription(headGroup)],
    ["GET", group, inSubscription(getGroup)],
    ["PATCH", group, inSubscription(updateGroup)],
    ["DELETE", group, inSubscription(deleteGroup)],
    ["GET", `${group}/resources`, inSubscription(listResources)],
    ["GET", vaults, inSubscription(listVaults)],
    ["PUT", `${vaults}/:vault`, inSubscription(createOrUpdateVault)],
    ["PATCH", `${vaults}/:vault`, inSubscription(updateVault)],
    ["GET", `${vaults}/:vault`, inSubscription(getVault)],
    ["DELETE", `${vaults}/:vault`, inSubscription(deleteVault)],
    ["PUT", `${vaults}/:vault/accessPolicies/:kind`, inSubscription(updateAccessPolicies)],
    ["GET", `${keyVault}/vaults`, inSubscription(listVaults)],
    ["POST", `${keyVault}/checkNameAvailability`, inSubscription(checkVaultName)],
    ["GET", `${keyVault}/deletedVaults`, inSubscription(listDeletedVaults)],
    ["GET", `${keyVault}/managedHSMs`, nothing],
    ["GET", `${keyVault}/deletedManagedHSMs`, nothing],
    ["GET", `${location}/deletedVaults/:vault`, inSubscription(getDeletedVault)],
    ["POST", `${location}/deletedVaults/:vault/purge`, inSubscription(purgeDeletedVault)],
    ["GET", `${location}/operationResults/:id`, inSubscription(getOperationResult)],
    ["GET", `${authorization}/roleDefinitions`, listRoleDefinitions],
    ["GET", `${authorization}/roleDefinitions/:role`, getRoleDefinition],
    ["GET", `${authorization}/roleAssignments`, listRoleAssignments],
    ["GET", `${authorization}/roleAssignments/:name`, getRoleAssignment],
    ["PUT", `${authorization}/roleAssignments/:name`, createRoleAssignment],
    ["DELETE", `${authorization}/roleAssignments/:name`, deleteRoleAssignment],
  ] satisfies Route[]
).map(guarded);
