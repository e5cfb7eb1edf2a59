import { describe, expect, test } from "vitest";
import type { SimulatedAzure } from "../../../src/simulator/operation.ts";
import { application } from "./resource-manager.ts";
import { all, newVault, openVaults, propertiesOf } from "./vaults.ts";

const policyOf = ({ state }: SimulatedAzure, permissions: object) => ({
  tenantId: state.tenant.id,
  objectId: application.objectId,
  permissions,
});

describe("changing a vault", () => {
  test.each(["PUT", "PATCH"])("its tier, flags and firewall change by %s", async (method) => {
    const { azure, call, vaults } = await openVaults();
    await call("PUT", `${vaults}/my-own-vault`, newVault(azure));
    const changes = {
      sku: { family: "A", name: "premium" },
      enabledForDeployment: true,
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
    };
    const { location, properties } = newVault(azure);
    const body = { location, tags: { run: "1" }, properties: { ...properties, ...changes } };
    expect(await call(method, `${vaults}/MY-OWN-VAULT`, body)).toMatchObject({
      status: 200,
      body: {
        name: "my-own-vault",
        tags: { run: "1" },
        properties: {
          ...changes,
          networkAcls: { ...changes.networkAcls, ipRules: [], virtualNetworkRules: [] },
          softDeleteRetentionInDays: 7,
          provisioningState: "Succeeded",
        },
      },
    });
  });

  test.each(["PUT", "PATCH"])("its retention does not change by %s", async (method) => {
    const { azure, call, vaults } = await openVaults();
    await call("PUT", `${vaults}/my-own-vault`, newVault(azure));
    const body = { location: "eastus", properties: { softDeleteRetentionInDays: 8 } };
    expect((await call(method, `${vaults}/my-own-vault`, body)).status).toBe(400);
    expect(await propertiesOf(call, `${vaults}/my-own-vault`)).toMatchObject({ softDeleteRetentionInDays: 7 });
  });

  test("purge protection is for good", async () => {
    const { azure, call, vaults } = await openVaults();
    await call("PUT", `${vaults}/my-own-vault`, newVault(azure, { enablePurgeProtection: true }));
    const refused = await call("PATCH", `${vaults}/my-own-vault`, { properties: { enablePurgeProtection: false } });
    expect(refused.status).toBe(400);
    expect(await propertiesOf(call, `${vaults}/my-own-vault`)).toMatchObject({ enablePurgeProtection: true });
  });
});

describe("access policies", () => {
  test("a new one takes its time, one that was there keeps its own", async () => {
    const { azure, clock, call, vaults } = await openVaults({ latency: { accessPolicy: 3000 } });
    const before = newVault(azure);
    await call("PUT", `${vaults}/my-own-vault`, before);
    clock.now += 60_000;
    const own = before.properties.accessPolicies;
    const properties = { accessPolicies: [...own, policyOf(azure, { secrets: ["get"] })] };
    await call("PATCH", `${vaults}/my-own-vault`, { properties });
    expect(azure.state.vaults[0]?.accessPolicies.map(({ effectiveAt }) => effectiveAt - clock.now)).toEqual([
      -60_000, 3000,
    ]);
  });

  test("they are added, replaced and removed without those of others", async () => {
    const { azure, call, vaults } = await openVaults();
    await call("PUT", `${vaults}/my-own-vault`, newVault(azure));
    const shown = async (kind: string, permissions: object) => {
      const body = { properties: { accessPolicies: [policyOf(azure, permissions)] } };
      expect((await call("PUT", `${vaults}/my-own-vault/accessPolicies/${kind}`, body)).status).toBe(200);
      const policies = azure.state.vaults[0]?.accessPolicies ?? [];
      expect(policies).toContainEqual(expect.objectContaining({ objectId: azure.state.user.id, permissions: all }));
      return policies.find(({ objectId }) => objectId === application.objectId)?.permissions;
    };
    await shown("add", { secrets: ["get"] });
    expect(await shown("add", { secrets: ["list"], keys: ["get"] })).toMatchObject({
      secrets: ["get", "list"],
      keys: ["get"],
    });
    expect(await shown("replace", { secrets: ["set"] })).toMatchObject({ secrets: ["set"] });
    expect(await shown("remove", { secrets: ["set"] })).toBeUndefined();
  });

  test("one for keys alone gives nothing with secrets, and shows only keys", async () => {
    const { azure, call, vaults } = await openVaults();
    const properties = { accessPolicies: [policyOf(azure, { keys: ["get"] })] };
    const { body } = await call("PUT", `${vaults}/my-own-vault`, newVault(azure, properties));
    expect(body).toHaveProperty("properties.accessPolicies", [
      { tenantId: azure.state.tenant.id, objectId: application.objectId, permissions: { keys: ["get"] } },
    ]);
    expect(azure.state.vaults[0]?.accessPolicies[0]?.permissions.secrets).toEqual([]);
  });
});
