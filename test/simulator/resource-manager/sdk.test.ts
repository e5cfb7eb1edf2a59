import type { VaultCreateOrUpdateParameters } from "@azure/arm-keyvault";
import { expect, test } from "vitest";
import { all, openSdk, refusal } from "./sdk.ts";

/** What a request says about a vault with access policies. */
function vaultRequest(tenantId: string): VaultCreateOrUpdateParameters {
  return {
    location: "eastus",
    properties: {
      tenantId,
      sku: { family: "A", name: "standard" },
      accessPolicies: [],
      enableRbacAuthorization: false,
      softDeleteRetentionInDays: 7,
    },
  };
}

test("the SDK makes a group, finds it by its tag, and waits until it is deleted with the vault in it", async () => {
  const { azure, groups, vaults } = await openSdk({ groupDeletion: 400 });
  await groups.resourceGroups.createOrUpdate("my-group", { location: "East US", tags: { run: "1" } });
  await groups.resourceGroups.createOrUpdate("other-group", { location: "eastus" });
  expect((await groups.resourceGroups.checkExistence("MY-GROUP")).body).toBe(true);
  const tagged = await all(groups.resourceGroups.list({ filter: "tagName eq 'run' and tagValue eq '1'" }));
  expect(tagged.map(({ name, location }) => [name, location])).toEqual([["my-group", "eastus"]]);
  await vaults.vaults.createOrUpdate("my-group", "my-vault", vaultRequest(azure.state.tenant.id));
  const found = await all(groups.resources.list({ filter: "resourceType eq 'Microsoft.KeyVault/vaults'" }));
  expect(found.map(({ name }) => name)).toEqual(["my-vault"]);

  const deletion = groups.resourceGroups.delete("my-group", { updateIntervalInMs: 50 });
  await deletion.submitted();
  expect((await groups.resourceGroups.get("my-group")).properties?.provisioningState).toBe("Deleting");
  await deletion;
  expect(await refusal(groups.resourceGroups.get("my-group"))).toEqual([404, "ResourceGroupNotFound"]);
  expect((await groups.resourceGroups.checkExistence("my-group")).body).toBe(false);
  expect((await all(vaults.vaults.listDeleted())).map(({ name }) => name)).toEqual(["my-vault"]);
});

test("the SDK waits for a vault, changes it, deletes it, recovers it and purges it", async () => {
  const { azure, groups, vaults } = await openSdk({ vaultCreation: 300, vaultPurge: 300 });
  const request = vaultRequest(azure.state.tenant.id);
  await groups.resourceGroups.createOrUpdate("my-group", { location: "eastus" });
  expect(await refusal(vaults.vaults.get("my-group", "my-vault"))).toEqual([404, "ResourceNotFound"]);
  const made = await vaults.vaults.createOrUpdate("my-group", "my-vault", request, { updateIntervalInMs: 50 });
  expect(made.properties).toMatchObject({
    provisioningState: "Succeeded",
    vaultUri: "https://my-vault.vault.azure.net/",
  });
  const permissions = { secrets: ["get"] };
  const accessPolicies = [{ tenantId: azure.state.tenant.id, objectId: azure.state.user.id, permissions }];
  await vaults.vaults.updateAccessPolicy("my-group", "my-vault", "add", { properties: { accessPolicies } });
  expect((await vaults.vaults.get("my-group", "my-vault")).properties.accessPolicies).toEqual(accessPolicies);
  const check = () => vaults.vaults.checkNameAvailability({ name: "my-vault", type: "Microsoft.KeyVault/vaults" });
  expect(await check()).toMatchObject({ nameAvailable: false, reason: "AlreadyExists" });

  await vaults.vaults.delete("my-group", "my-vault");
  expect(await all(vaults.vaults.listBySubscription())).toEqual([]);
  expect((await vaults.vaults.getDeleted("my-vault", "eastus")).properties).toMatchObject({ location: "eastus" });
  expect(await check()).toMatchObject({ nameAvailable: false, reason: "AlreadyExists" });
  expect(await refusal(vaults.vaults.createOrUpdate("my-group", "my-vault", request))).toEqual([409, "ConflictError"]);
  const recovery: VaultCreateOrUpdateParameters = {
    ...request,
    properties: { ...request.properties, createMode: "recover" },
  };
  const recovered = await vaults.vaults.createOrUpdate("my-group", "my-vault", recovery);
  expect(recovered.properties.accessPolicies).toEqual(accessPolicies);

  await vaults.vaults.delete("my-group", "my-vault");
  await vaults.vaults.purgeDeleted("my-vault", "eastus", { updateIntervalInMs: 50 });
  expect(await refusal(vaults.vaults.getDeleted("my-vault", "eastus"))).toEqual([404, "DeletedVaultNotFound"]);
  expect(await check()).toMatchObject({ nameAvailable: true });
  await vaults.vaults.createOrUpdate("my-group", "my-vault", request, { updateIntervalInMs: 50 });
});

test("the SDK's own API version makes a vault with Azure RBAC when it is not told otherwise", async () => {
  const { azure, groups, vaults } = await openSdk();
  await groups.resourceGroups.createOrUpdate("my-group", { location: "eastus" });
  const { location, properties } = vaultRequest(azure.state.tenant.id);
  const { tenantId, sku } = properties;
  const made = await vaults.vaults.createOrUpdate("my-group", "my-vault", { location, properties: { tenantId, sku } });
  expect(made.properties).toMatchObject({ enableRbacAuthorization: true, softDeleteRetentionInDays: 90 });
});

test("the SDK assigns a role at a vault, finds it and takes it away", async () => {
  const { azure, groups, roles, vaults } = await openSdk();
  await groups.resourceGroups.createOrUpdate("my-group", { location: "eastus" });
  const { id: scope = "" } = await vaults.vaults.createOrUpdate(
    "my-group",
    "my-vault",
    vaultRequest(azure.state.tenant.id),
  );
  const [role] = await all(roles.roleDefinitions.list(scope, { filter: "roleName eq 'Key Vault Secrets Officer'" }));
  expect(role?.name).toBe("b86a8fe4-44ce-4948-aee5-eccb2c155cd7");
  const name = "30000000-0000-4000-8000-000000000001";
  const wanted = { roleDefinitionId: role?.id ?? "", principalId: azure.state.user.id };
  const made = await roles.roleAssignments.create(scope, name, wanted);
  expect(made).toMatchObject({ name, scope, principalId: azure.state.user.id, principalType: "User" });
  const again = roles.roleAssignments.create(scope, "30000000-0000-4000-8000-000000000002", wanted);
  expect(await refusal(again)).toEqual([409, "RoleAssignmentExists"]);

  const filter = `atScope() and assignedTo('${azure.state.user.id}')`;
  expect((await all(roles.roleAssignments.listForScope(scope, { filter }))).map((each) => each.name)).toEqual([name]);
  expect(await all(roles.roleAssignments.listForSubscription({ filter: "atScope()" }))).toEqual([]);
  expect((await roles.roleAssignments.getById(made.id ?? "")).name).toBe(name);
  expect((await roles.roleAssignments.deleteById(made.id ?? "")).name).toBe(name);
  expect(await all(roles.roleAssignments.listForScope(scope))).toEqual([]);
});

test("the SDK registers a resource provider, without which there are no vaults", async () => {
  const { azure, groups, vaults } = await openSdk();
  azure.state.registeredProviders = [];
  await groups.resourceGroups.createOrUpdate("my-group", { location: "eastus" });
  const make = () => vaults.vaults.createOrUpdate("my-group", "my-vault", vaultRequest(azure.state.tenant.id));
  expect(await refusal(make())).toEqual([409, "MissingSubscriptionRegistration"]);
  expect((await groups.providers.get("Microsoft.KeyVault")).registrationState).toBe("NotRegistered");
  expect((await groups.providers.register("Microsoft.KeyVault")).registrationState).toBe("Registered");
  expect((await make()).name).toBe("my-vault");
});
