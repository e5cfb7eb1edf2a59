import { scopes } from "./credentials.ts";
import { graphError } from "./service-error.ts";
import type { Session } from "./session.ts";

const endpoint = "https://graph.microsoft.com/v1.0";

/** What az reads of a Graph object; the rest is passed on as it came. */
export interface GraphObject {
  "@odata.type"?: string;
  id: string;
  appId: string;
  displayName: string;
  identifierUris: string[];
  passwordCredentials: { keyId: string }[];
  userPrincipalName?: string;
  servicePrincipalNames?: string[];
}

/** One request to Graph. Resolves to the JSON, or to null for an empty answer; throws for an error status. */
export async function sendToGraph<T>(session: Session, method: string, path: string, body?: unknown): Promise<T> {
  const response = await session.sendAs(scopes.graph, { method, url: `${endpoint}${path}`, body });
  if (response.status >= 400) throw graphError(response);
  return JSON.parse(response.text || "null");
}

/** All objects of a collection that a filter selects (OData, e.g. `appId eq '…'`). */
export async function listFromGraph(session: Session, collection: string, filter?: string): Promise<GraphObject[]> {
  const objects: GraphObject[] = [];
  let path: string | undefined =
    `/${collection}${filter === undefined ? "" : `?$filter=${encodeURIComponent(filter)}`}`;
  while (path !== undefined) {
    const page: { value: GraphObject[]; "@odata.nextLink"?: string } = await sendToGraph(session, "GET", path);
    objects.push(...page.value);
    path = page["@odata.nextLink"]?.replace(endpoint, "");
  }
  return objects;
}

/** Objects of whichever kind, by their object IDs. */
export async function getByIds(session: Session, ids: readonly string[]): Promise<GraphObject[]> {
  const types = ["user", "group", "servicePrincipal", "directoryObjectPartnerReference"];
  const page: { value: GraphObject[] } = await sendToGraph(session, "POST", "/directoryObjects/getByIds", {
    ids,
    types,
  });
  return page.value;
}

/** A text inside an OData filter's quotes. az itself does not double quotes, but a name with one must not break the filter. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
