import { describe, expect, test } from "vitest";
import { error, subscriptionOf } from "./resource-manager.ts";
import { all, newVault, openVaults, propertiesOf } from "./vaults.ts";

describe("making a vault", () => {
  test("a vault is answered as it was recorded: at first without its address in the DNS", async () => {
    const { azure, clock, call, vaults } = await openVaults({ latency: { vaultCreation: 30_000 } });
    const { status, body } = await call("PUT", `${vaults}/my-own-vault`, newVault(azure));
    const { userPrincipalName, id } = azure.state.user;
    const { tenant } = azure.state;
    expect(status).toBe(200);
    expect(body).toEqual({
      id: `${vaults}/my-own-vault`,
      name: "my-own-vault",
      type: "Microsoft.KeyVault/vaults",
      location: "eastus",
      tags: {},
      systemData: {
        createdBy: userPrincipalName,
        createdByType: "User",
        createdAt: "2026-11-24T12:00:00.000Z",
        lastModifiedBy: userPrincipalName,
        lastModifiedByType: "User",
        lastModifiedAt: "2026-11-24T12:00:00.000Z",
      },
      properties: {
        sku: { family: "A", name: "standard" },
        tenantId: tenant.id,
        accessPolicies: [{ tenantId: tenant.id, objectId: id, permissions: all }],
        enabledForDeployment: false,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 7,
        vaultUri: "https://my-own-vault.vault.azure.net",
        provisioningState: "RegisteringDns",
        publicNetworkAccess: "Enabled",
      },
    });
    clock.now += 30_000;
    expect(await propertiesOf(call, `${vaults}/my-own-vault`)).toMatchObject({
      vaultUri: "https://my-own-vault.vault.azure.net/",
      provisioningState: "Succeeded",
    });
  });

  test.each(["ab", "1vault", "a--b", "ends-with-", "under_score", "x".repeat(25)])(
    "the name '%s' is refused",
    async (name) => {
      const { azure, call, vaults } = await openVaults();
      const { status, body } = await call("PUT", `${vaults}/${name}`, newVault(azure));
      expect(status).toBe(400);
      expect(body).toEqual(error("VaultNameNotValid", expect.stringContaining(`The vault name '${name}' is invalid.`)));
    },
  );

  test("a name is taken where somebody else, or another group, has such a vault", async () => {
    const { azure, call, vaults } = await openVaults();
    await call("PUT", `${subscriptionOf(azure)}/resourceGroups/other`, { location: "eastus" });
    await call("PUT", `${vaults.replace("my-group", "other")}/my-own-vault`, newVault(azure));
    for (const name of ["Contoso-Vault", "my-own-vault"]) {
      const { status, body } = await call("PUT", `${vaults}/${name}`, newVault(azure));
      expect(status).toBe(409);
      expect(body).toEqual(error("VaultAlreadyExists", expect.stringContaining(`'${name}' is already in use.`)));
    }
  });

  test("a group that is not there is not found", async () => {
    const { azure, call, vaults } = await openVaults();
    const { status, body } = await call("PUT", `${vaults.replace("my-group", "none")}/my-own-vault`, newVault(azure));
    expect(status).toBe(404);
    expect(body).toEqual(error("ResourceGroupNotFound", "Resource group 'none' could not be found."));
  });

  test("without the registered provider there is no vault", async () => {
    const { azure, call, vaults } = await openVaults({ state: { registeredProviders: [] } });
    const { status, body } = await call("PUT", `${vaults}/my-own-vault`, newVault(azure));
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: { code: "MissingSubscriptionRegistration" } });
  });

  test.each([
    ["2025-05-01", false],
    ["2026-02-01", true],
    ["2027-01-01", true],
  ])("what API version %s says of RBAC by default: %s", async (version, usesRbac) => {
    const { azure, call, vaults } = await openVaults();
    await call("PUT", `${vaults}/by-default?api-version=${version}`, newVault(azure));
    const explicit = newVault(azure, { enableRbacAuthorization: !usesRbac });
    await call("PUT", `${vaults}/as-asked-for?api-version=${version}`, explicit);
    expect(Object(await propertiesOf(call, `${vaults}/by-default`)).enableRbacAuthorization).toBe(
      usesRbac ? true : undefined,
    );
    expect(await propertiesOf(call, `${vaults}/as-asked-for`)).toMatchObject({ enableRbacAuthorization: !usesRbac });
  });

  test.each([6, 91, 7.5, "7"])("a retention of %j days is refused", async (days) => {
    const { azure, call, vaults } = await openVaults();
    const refused = await call("PUT", `${vaults}/my-own-vault`, newVault(azure, { softDeleteRetentionInDays: days }));
    expect(refused.status).toBe(400);
    expect(azure.state.vaults).toEqual([]);
  });

  test("a retention that is not named is 90 days", async () => {
    const { azure, call, vaults } = await openVaults();
    const { softDeleteRetentionInDays: _, ...properties } = newVault(azure).properties;
    await call("PUT", `${vaults}/my-own-vault`, { location: "eastus", properties });
    expect(await propertiesOf(call, `${vaults}/my-own-vault`)).toMatchObject({ softDeleteRetentionInDays: 90 });
  });
});

describe("finding vaults", () => {
  test("a vault that is not there is not found", async () => {
    const { call, vaults } = await openVaults();
    const { status, body } = await call("GET", `${vaults}/no-such-vault`);
    const message =
      "The Resource 'Microsoft.KeyVault/vaults/no-such-vault' under resource group 'my-group' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix";
    expect({ status, body }).toEqual({ status: 404, body: error("ResourceNotFound", message) });
  });

  test("vaults are listed by group, by subscription, and as resources by type and name", async () => {
    const { azure, call, group, vaults, keyVault } = await openVaults();
    await call("PUT", `${subscriptionOf(azure)}/resourceGroups/other`, { location: "eastus" });
    await call("PUT", `${vaults}/first-vault`, newVault(azure));
    await call("PUT", `${vaults.replace("my-group", "other")}/second-vault`, newVault(azure));
    const names = async (path: string, filter?: string) => {
      const query = filter === undefined ? "" : `?$filter=${encodeURIComponent(filter)}`;
      const { value } = (await call("GET", path + query)).body;
      return Array.isArray(value) ? value.map(({ name }) => name) : value;
    };
    const resources = `${subscriptionOf(azure)}/resources`;
    expect(await names(vaults)).toEqual(["first-vault"]);
    expect(await names(`${keyVault}/vaults`)).toEqual(["first-vault", "second-vault"]);
    expect(await names(resources, "resourceType eq 'Microsoft.KeyVault/vaults'")).toHaveLength(2);
    expect(await names(resources, "resourceType eq 'Microsoft.KeyVault/vaults' and name eq 'SECOND-vault'")).toEqual([
      "second-vault",
    ]);
    expect(await names(resources, "resourceType eq 'Microsoft.Storage/storageAccounts'")).toEqual([]);
    expect(await names(`${group}/resources`)).toEqual(["first-vault"]);
  });

  test("there are no managed HSMs, living or deleted", async () => {
    const { call, keyVault } = await openVaults();
    for (const kind of ["managedHSMs", "deletedManagedHSMs"]) {
      expect((await call("GET", `${keyVault}/${kind}`)).body).toEqual({ value: [] });
    }
  });

  test("whether a name is free is known before a vault is made", async () => {
    const { azure, call, vaults, keyVault } = await openVaults();
    await call("PUT", `${vaults}/my-own-vault`, newVault(azure));
    const asked = async (name: string) => {
      const body = { name, type: "Microsoft.KeyVault/vaults" };
      return (await call("POST", `${keyVault}/checkNameAvailability`, body)).body;
    };
    expect(await asked("another-vault")).toMatchObject({ nameAvailable: true });
    expect(await asked("my-own-vault")).toMatchObject({ nameAvailable: false, reason: "AlreadyExists" });
    expect(await asked("a--b")).toMatchObject({ nameAvailable: false, reason: "AccountNameInvalid" });
  });
});
