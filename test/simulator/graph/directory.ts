import { createGraph } from "../../../src/simulator/graph/service.ts";
import type { SimulatedAzure } from "../../../src/simulator/operation.ts";
import { signIn } from "../sign-in.ts";

interface GraphAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Graph, called by the tenant's person. */
export async function openDirectory(azure: SimulatedAzure) {
  const graph = createGraph(azure);
  const { access_token: token } = await signIn(azure, "https://graph.microsoft.com//.default");

  async function call(method: string, path: string, body?: unknown): Promise<GraphAnswer> {
    const answer = await graph.request(`https://graph.microsoft.com/v1.0/${path}`, {
      method,
      headers: { authorization: `Bearer ${String(token)}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === "" ? {} : JSON.parse(text) };
  }

  /** The objects that a filter lets through. */
  async function list(set: string, filter?: string): Promise<Record<string, unknown>[]> {
    const query = filter === undefined ? "" : `?$filter=${encodeURIComponent(filter)}`;
    const { body } = await call("GET", `${set}${query}`);
    if (!Array.isArray(body["value"])) throw new TypeError(JSON.stringify(body));
    return body["value"];
  }

  /** Registers an application with its service principal and one secret, as `az ad sp create-for-rbac` does. */
  async function register(displayName: string) {
    const application = (await call("POST", "applications", { displayName, keyCredentials: [] })).body;
    const password = (await call("POST", `applications/${String(application["id"])}/addPassword`, {})).body;
    const principal = await call("POST", "servicePrincipals", { appId: application["appId"], accountEnabled: true });
    return {
      id: String(application["id"]),
      appId: String(application["appId"]),
      secret: String(password["secretText"]),
      keyId: String(password["keyId"]),
      principalId: String(principal.body["id"]),
    };
  }

  return { call, list, register };
}
