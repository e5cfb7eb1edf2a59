import type { SimulatedAzure } from "../../../src/simulator/operation.ts";
import { azureWith } from "../azure.ts";
import { asPerson, subscriptionOf } from "./resource-manager.ts";
import type { ArmCall } from "./resource-manager.ts";

/** All permissions, as az gives them to whoever makes a vault. */
export const all = { keys: ["all"], secrets: ["all"], certificates: ["all"], storage: ["all"] };

/** A simulated Azure with the group `my-group`, whose clock the test moves. */
export async function openVaults(given: Parameters<typeof azureWith>[0] = {}) {
  const clock = { now: Date.parse("2026-11-24T12:00:00Z") };
  const azure = azureWith({ now: () => clock.now, ...given });
  const call = asPerson(azure);
  const group = `${subscriptionOf(azure)}/resourceGroups/my-group`;
  await call("PUT", group, { location: "eastus" });
  const vaults = `${group}/providers/Microsoft.KeyVault/vaults`;
  const keyVault = `${subscriptionOf(azure)}/providers/Microsoft.KeyVault`;
  return { azure, clock, call, group, vaults, keyVault, deleted: `${keyVault}/locations/eastus/deletedVaults` };
}

/** What az sends for a new vault with the person's own policy, apart from its firewall. */
export function newVault(azure: SimulatedAzure, properties: object = {}) {
  const { tenant, user } = azure.state;
  return {
    location: "eastus",
    properties: {
      tenantId: tenant.id,
      sku: { family: "A", name: "standard" },
      accessPolicies: [{ tenantId: tenant.id, objectId: user.id, permissions: all }],
      softDeleteRetentionInDays: 7,
      ...properties,
    },
  };
}

/** A vault's properties as they are shown. */
export async function propertiesOf(call: ArmCall, path: string): Promise<unknown> {
  return (await call("GET", path)).body["properties"];
}
