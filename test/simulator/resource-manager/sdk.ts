import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { ResourceManagementClient } from "@azure/arm-resources";
import { isRestError } from "@azure/core-rest-pipeline";
import { onTestFinished } from "vitest";
import type { Latency } from "../../../src/simulator/latency.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import { tokenFor } from "./resource-manager.ts";

/** A whole simulator, and the SDK's clients for Resource Manager, signed in as its person; all end with the test. */
export async function openSdk(latency: Partial<Latency> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "surestep-resource-manager-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const simulator = await startSimulator({ folder, latency });
  onTestFinished(() => simulator.close());

  // An SDK client's `tlsOptions` are not used when it has a proxy: this process trusts the authority, until the test ends.
  const usual = getCACertificates("default");
  setDefaultCACertificates([...usual, simulator.ca]);
  onTestFinished(() => setDefaultCACertificates(usual));

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
