import { createResourceManager } from "../../../src/simulator/resource-manager/service.ts";
import type { SimulatedAzure } from "../../../src/simulator/operation.ts";
import { signToken } from "../../../src/simulator/token.ts";

/** The application that calls, where the person does not. */
export const application = {
  appId: "20000000-0000-4000-8000-000000000002",
  objectId: "20000000-0000-4000-8000-000000000001",
};

/** The API version of the calls that name none: vaults use access policies by default in it. */
const usualVersion = "2023-07-01";

export interface Answered {
  status: number;
  headers: Headers;
  /** `{}` for an empty body. */
  body: Record<string, unknown>;
}

/** `call(method, path, body)`: the path begins with `/` and may have a query; the API version is added where it has none. */
export type ArmCall = (method: string, path: string, body?: unknown) => Promise<Answered>;

/** Resource Manager as the tenant's person sees it. */
export function asPerson(azure: SimulatedAzure): ArmCall {
  const { id, userPrincipalName } = azure.state.user;
  return caller(azure, { appid: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", oid: id, upn: userPrincipalName });
}

/** Resource Manager as an application sees it. */
export function asApplication(azure: SimulatedAzure): ArmCall {
  return caller(azure, { appid: application.appId, oid: application.objectId });
}

/** A token that the tenant issued for an audience. */
export function tokenFor(azure: SimulatedAzure, aud: string, claims: Record<string, string>): Promise<string> {
  const tid = azure.state.tenant.id;
  return signToken(azure, { aud, iss: `https://sts.windows.net/${tid}/`, tid, ...claims }, 3600);
}

/** One request with exactly these headers. */
export async function send(
  azure: SimulatedAzure,
  method: string,
  pathAndQuery: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answered> {
  const answer = await createResourceManager(azure).request(`https://management.azure.com${pathAndQuery}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === "" ? {} : JSON.parse(text) };
}

/** Path of the subscription. */
export function subscriptionOf(azure: SimulatedAzure): string {
  return `/subscriptions/${azure.state.subscription.id}`;
}

/** What an error in Resource Manager's envelope looks like. */
export function error(code: string, message: unknown): object {
  return { error: { code, message } };
}

function caller(azure: SimulatedAzure, claims: Record<string, string>): ArmCall {
  return async (method, path, body) => {
    const token = await tokenFor(azure, "https://management.azure.com/", claims);
    const url = path.includes("api-version=")
      ? path
      : `${path}${path.includes("?") ? "&" : "?"}api-version=${usualVersion}`;
    return await send(azure, method, url, { authorization: `Bearer ${token}` }, body);
  };
}
