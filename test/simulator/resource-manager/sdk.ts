import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { ResourceManagementClient } from "@azure/arm-resources";
import { isRestError } from "@azure/core-rest-pipeline";
import type { Latency } from "../../../src/simulator/latency.ts";
import { startTrusted } from "../trusted.ts";
import { tokenFor } from "./resource-manager.ts";

/** A whole simulator, and the SDK's clients for Resource Manager, signed in as its person; all end with the test. */
export async function openSdk(latency: Partial<Latency> = {}) {
  const simulator = await startTrusted(latency);

  const { azure } = simulator;
  const { subscription, user } = azure.state;
  const claims = { appid: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", oid: user.id, upn: user.userPrincipalName };
  const token = await tokenFor(azure, "https://management.azure.com", claims);
  const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const options = {
    proxyOptions: { host: "http://127.0.0.1", port: Number(new URL(simulator.proxyUrl).port) },
    retryOptions: { maxRetries: 0 },
  };
  return {
    azure,
    groups: new ResourceManagementClient(credential, subscription.id, options),
    vaults: new KeyVaultManagementClient(credential, subscription.id, options),
    roles: new AuthorizationManagementClient(credential, subscription.id, options),
  };
}

/** The status and the code of what must be an error of the service. */
export async function refusal(promise: PromiseLike<unknown>): Promise<[number | undefined, string | undefined]> {
  try {
    await promise;
  } catch (error) {
    if (isRestError(error)) return [error.statusCode, error.code];
    throw error;
  }
  throw new TypeError("no refusal");
}

/** All that a list of the SDK has. */
export async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}
