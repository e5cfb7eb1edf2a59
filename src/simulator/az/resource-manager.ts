import { scopes } from "./credentials.ts";
import { delayOf } from "./http.ts";
import type { HttpResponse } from "./http.ts";
import { serviceError } from "./service-error.ts";
import type { Session } from "./session.ts";

const endpoint = "https://management.azure.com";

/** API versions that az 2.91.0 sends. */
export const apiVersions = {
  subscriptions: "2022-12-01",
  groups: "2024-11-01",
  resources: "2015-11-01",
  vaults: "2026-02-01",
  roleDefinitions: "2022-05-01-preview",
  roleAssignments: "2022-04-01",
  providers: "2024-11-01",
} as const;

export interface ArmRequest {
  method?: string;
  /** From the slash on, e.g. `/subscriptions/…`; may hold no query. */
  path: string;
  apiVersion: string;
  filter?: string;
  body?: unknown;
}

/** One request to Resource Manager; throws for an error status. */
export async function sendToArm(session: Session, request: ArmRequest): Promise<HttpResponse> {
  const query = new URLSearchParams({
    ...(request.filter === undefined ? {} : { $filter: request.filter }),
    "api-version": request.apiVersion,
  });
  const response = await session.sendAs(scopes.resourceManager, {
    method: request.method ?? "GET",
    url: `${endpoint}${encodeURI(request.path)}?${query.toString().replaceAll("+", "%20")}`,
    body: request.body,
  });
  if (response.status >= 400) throw serviceError(response);
  return response;
}

/** The JSON that Resource Manager answers. */
export async function getFromArm<T>(session: Session, request: ArmRequest): Promise<T> {
  return JSON.parse((await sendToArm(session, request)).text);
}

/** All pages of a list. */
export async function listFromArm<T>(session: Session, request: ArmRequest): Promise<T[]> {
  let page: { value: T[]; nextLink?: string | null } = await getFromArm(session, request);
  const items = [...page.value];
  while (page.nextLink) {
    const response = await session.sendAs(scopes.resourceManager, { method: "GET", url: page.nextLink });
    if (response.status >= 400) throw serviceError(response);
    page = JSON.parse(response.text);
    items.push(...page.value);
  }
  return items;
}

/** Polls the `Location` of an asynchronous operation until it is done; an answer that is no 202 is done already. */
export async function waitForLocation(session: Session, first: HttpResponse): Promise<void> {
  let response = first;
  let { location } = first.headers;
  while (response.status === 202 && location !== undefined) {
    await session.wait(delayOf(response));
    response = await session.sendAs(scopes.resourceManager, { method: "GET", url: location });
    if (response.status >= 400) throw serviceError(response);
    location = response.headers["location"] ?? location;
  }
}

/** Path of the subscription that is worked on, e.g. `/subscriptions/0b1f…`. */
export function subscriptionPath(session: Session): string {
  return `/subscriptions/${session.subscription().id}`;
}

/** Path of a resource group, in the spelling that az's group commands use. */
export function groupPath(session: Session, name: string): string {
  return `${subscriptionPath(session)}/resourcegroups/${name}`;
}
