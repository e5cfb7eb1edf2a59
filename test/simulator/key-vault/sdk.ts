import { ClientSecretCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import type { Latency } from "../../../src/simulator/latency.ts";
import { startTrusted } from "../trusted.ts";
import { addVault, appId, host, principalId } from "./vault.ts";

const clientSecret = "abc8Q~a-secret-of-no-worth";

/** A whole simulator with a vault, and the SDK's client for it with the SDK's own credential; both end with the test. */
export async function openSdk(latency: Partial<Latency> = {}, now = Date.now) {
  const simulator = await startTrusted(latency, now);

  const { state } = simulator.azure;
  state.applications.push({
    id: "20000000-0000-4000-8000-000000000003",
    appId,
    displayName: "mySP",
    notes: null,
    tags: [],
    identifierUris: [],
    passwordCredentials: [
      {
        keyId: "20000000-0000-4000-8000-000000000004",
        displayName: null,
        hint: clientSecret.slice(0, 3),
        secretText: clientSecret,
        startDateTime: "2020-01-01T00:00:00Z",
        endDateTime: "2200-01-01T00:00:00Z",
      },
    ],
    createdAt: 0,
  });
  state.servicePrincipals.push({ id: principalId, appId, displayName: "mySP", tags: [], createdAt: 0, knownAt: 0 });

  const options = {
    proxyOptions: { host: "http://127.0.0.1", port: Number(new URL(simulator.proxyUrl).port) },
    retryOptions: { maxRetries: 0 },
  };
  const credential = new ClientSecretCredential(state.tenant.id, appId, clientSecret, options);
  const vault = addVault(state);
  return { state, vault, credential, options, client: new SecretClient(`https://${host}`, credential, options) };
}
