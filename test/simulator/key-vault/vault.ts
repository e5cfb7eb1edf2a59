import { createKeyVault } from "../../../src/simulator/key-vault/service.ts";
import type { SimulatedAzure } from "../../../src/simulator/operation.ts";
import type { State, Vault } from "../../../src/simulator/state.ts";
import { signToken } from "../../../src/simulator/token.ts";

/** The object ID of the application that calls the vault. */
export const principalId = "20000000-0000-4000-8000-000000000001";
export const appId = "20000000-0000-4000-8000-000000000002";
export const host = "my-vault.vault.azure.net";

interface VaultAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Puts a vault into a simulated Azure, with secrets kept for 7 days, in which the application may do all with secrets. */
export function addVault(state: State, given: Partial<Vault> = {}): Vault {
  const vault: Vault = {
    name: "my-vault",
    resourceGroup: "My-Group",
    location: "eastus",
    tags: {},
    sku: { family: "A", name: "standard" },
    accessPolicies: [policy(state, ["all"])],
    enableRbacAuthorization: false,
    enabledForDeployment: null,
    enabledForDiskEncryption: null,
    enabledForTemplateDeployment: null,
    softDeleteRetentionInDays: 7,
    enablePurgeProtection: null,
    networkAcls: null,
    publicNetworkAccess: "Enabled",
    createdBy: { name: appId, type: "Application" },
    createdAt: 0,
    modifiedAt: 0,
    readyAt: 0,
    secrets: [],
    deletedSecrets: [],
    ...given,
  };
  state.vaults.push(vault);
  return vault;
}

/** The application's access policy with some permissions for secrets. */
export function policy(state: State, secrets: string[], effectiveAt = 0): Vault["accessPolicies"][number] {
  const permissions = { keys: [], secrets, certificates: [], storage: [] };
  return { tenantId: state.tenant.id, objectId: principalId, permissions, effectiveAt };
}

/** A token of the application; `aud` is another service's where a test needs that. */
export function tokenFor(azure: SimulatedAzure, aud = "https://vault.azure.net", lifetime = 3600): Promise<string> {
  const tid = azure.state.tenant.id;
  const iss = `https://sts.windows.net/${tid}/`;
  return signToken(azure, { aud, iss, appid: appId, oid: principalId, tid }, lifetime);
}

/** The vault, called by the application without an SDK: `call(method, path, body)`, the path without `api-version`. */
export function openVault(azure: SimulatedAzure, apiVersion = "7.4") {
  const app = createKeyVault(azure);

  async function send(method: string, pathAndQuery: string, headers: Record<string, string>, body?: unknown) {
    const answer = await app.request(`https://${host}${pathAndQuery}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const { status, headers: answered } = answer;
    return { status, headers: answered, body: text === "" ? {} : JSON.parse(text) } satisfies VaultAnswer;
  }

  async function call(method: string, path: string, body?: unknown): Promise<VaultAnswer> {
    const authorization = `Bearer ${await tokenFor(azure)}`;
    return send(method, `${path}${path.includes("?") ? "&" : "?"}api-version=${apiVersion}`, { authorization }, body);
  }

  return { call, send };
}

/** A matcher's answer for an error in the service's envelope. */
export function errorBody(code: string, message: unknown, innerCode?: string) {
  return { error: { code, message, ...(innerCode !== undefined && { innererror: { code: innerCode } }) } };
}
