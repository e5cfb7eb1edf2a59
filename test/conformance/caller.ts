import { createGraph } from "../../src/simulator/graph/service.ts";
import { createEntra } from "../../src/simulator/entra/service.ts";
import { createKeyVault } from "../../src/simulator/key-vault/service.ts";
import type { SimulatedAzure } from "../../src/simulator/operation.ts";
import { createResourceManager } from "../../src/simulator/resource-manager/service.ts";
import { signToken } from "../../src/simulator/token.ts";

export interface Request {
  method: string;
  url: URL;
  headers?: Record<string, string>;
  body?: string | undefined;
}

/** Sends a request to the simulated Azure as the one who recorded; undefined for a host that is not played. */
export type Send = (request: Request, isAnonymous?: boolean) => Promise<Response> | undefined;

/** Opens the doors of a simulated Azure to one caller: its person, or an application with the same object ID and rights. */
export function openDoors(azure: SimulatedAzure, isApplication: boolean): Send {
  const keyVault = createKeyVault(azure);
  const services = new Map([
    ["graph.microsoft.com", { service: createGraph(azure), audience: "https://graph.microsoft.com" }],
    ["management.azure.com", { service: createResourceManager(azure), audience: "https://management.azure.com" }],
    ["login.microsoftonline.com", { service: createEntra(azure), audience: "" }],
  ]);

  return ({ method, url, headers = {}, body }, isAnonymous = false) => {
    const isVault = url.hostname.endsWith(".vault.azure.net");
    const door = isVault ? { service: keyVault, audience: "https://vault.azure.net" } : services.get(url.hostname);
    if (door === undefined) return undefined;
    return answer(door);

    async function answer({ audience, service }: NonNullable<typeof door>): Promise<Response> {
      const authorization = isAnonymous || audience === "" ? {} : { authorization: await token(audience) };
      const sent = body !== undefined && method !== "GET" && method !== "HEAD" ? { body } : {};
      return await service.request(url.href, { method, headers: { ...headers, ...authorization }, ...sent });
    }
  };

  async function token(audience: string): Promise<string> {
    const { tenant, user } = azure.state;
    const isPerson = !isApplication || audience.includes("graph");
    const claims = {
      aud: audience,
      iss: `https://sts.windows.net/${tenant.id}/`,
      appid: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
      oid: user.id,
      tid: tenant.id,
      ...(isPerson && { upn: user.userPrincipalName }),
    };
    return `Bearer ${await signToken(azure, claims, 3600)}`;
  }
}
