import type { ClientOptions } from "./azure.ts";

/** What a vault's data plane answers to a request without a token: who may let a caller in. */
export interface Challenge {
  tenantId: string;
  resource: string;
}

/**
 * Asks a vault for its 401 challenge: `WWW-Authenticate: Bearer authorization="https://login.microsoftonline.com/{tenant}",
 * resource="https://vault.azure.net"` ("Authentication, requests, and responses" of Key Vault). Only a vault that is
 * reachable and alive gives one.
 * @param vaultUri e.g. `https://contoso.vault.azure.net/`
 * @returns undefined when there is no answer of this form
 */
export async function readChallenge(vaultUri: string, clientOptions: ClientOptions): Promise<Challenge | undefined> {
  const { createPipelineFromOptions, createPipelineRequest } = await import("@azure/core-rest-pipeline");
  // Who waits for a vault asks again: trying four times here would take seven seconds where there is none.
  const pipeline = createPipelineFromOptions({ ...clientOptions, retryOptions: { maxRetries: 0 } });
  const request = createPipelineRequest({ url: new URL("/secrets?api-version=7.4", vaultUri).href });
  const response = await pipeline.sendRequest(clientOptions.httpClient, request);
  const header = response.status === 401 ? (response.headers.get("www-authenticate") ?? "") : "";
  const tenantId = /authorization="https:\/\/[^"/]+\/([^"/]+)"/.exec(header)?.[1];
  const resource = /resource="([^"]+)"/.exec(header)?.[1];
  return tenantId === undefined || resource === undefined ? undefined : { tenantId, resource };
}
