import type { Around } from "../../tutorial/resource.ts";
import type { Azure } from "../azure.ts";
import { listPages, listScopes, type Listed } from "../list-pages.ts";
import { readClaims } from "../token.ts";

/** An application as Graph shows it, as far as it is read here. */
export interface ApplicationItem {
  id: string;
  appId: string;
  displayName: string;
  createdDateTime: string | null;
  deletedDateTime?: string | null;
  notes?: string | null;
  tags?: string[];
  signInAudience?: string | null;
  identifierUris?: string[];
  passwordCredentials?: {
    keyId: string;
    displayName?: string | null;
    startDateTime: string | null;
    endDateTime: string | null;
  }[];
  keyCredentials?: { keyId: string }[];
  web?: { redirectUris?: string[] };
  spa?: { redirectUris?: string[] };
  publicClient?: { redirectUris?: string[] };
}

/** A service principal as Graph shows it, as far as it is read here. */
export interface PrincipalItem {
  id: string;
  appId: string;
  displayName: string;
  createdDateTime?: string | null;
  deletedDateTime?: string | null;
  accountEnabled?: boolean | null;
  servicePrincipalType?: string | null;
  tags?: string[];
}

/** What of the tenant's directory is looked at. */
export interface Directory {
  applications: ApplicationItem[];
  deletedApplications: ApplicationItem[];
  principals: PrincipalItem[];
  deletedPrincipals: PrincipalItem[];
  /** The signed-in identity, and the object IDs of what it owns: who registers something owns it. */
  user: string;
  ownedByUser: ReadonlySet<string>;
}

type OwnedItem =
  | ({ "@odata.type": "#microsoft.graph.application" } & ApplicationItem)
  | ({ "@odata.type": "#microsoft.graph.servicePrincipal" } & PrincipalItem);

const graph = "https://graph.microsoft.com/v1.0";

/**
 * Reads the applications and service principals of the declared names, those that were registered since the run began,
 * those that the run owns whatever they are called by now, and all that the signed-in identity owns: a tenant can have
 * hundreds of thousands of others. Five requests where no list has a second page.
 */
export async function readDirectory(azure: Azure, around: Around): Promise<Directory | { refused: string }> {
  const ofKind = (kind: string): string[] =>
    around.owned.filter((resource) => resource.kind === kind).map(({ identity }) => identity);
  const names = [...(around.addresses.get("application") ?? []), ...(around.addresses.get("service-principal") ?? [])];
  const [applicationIds, principalIds] = [ofKind("application"), ofKind("service-principal")];
  const named = [anyOf("displayName", names), anyOf("id", applicationIds)];
  const deleted = "directory/deletedItems/microsoft.graph";
  const applications = list<ApplicationItem>(azure, "applications", [
    ...named,
    `createdDateTime ge ${around.since.replace(/\.\d+Z$/, "Z")}`,
  ]);
  const principals = applications.then((found) => {
    const appIds = "items" in found ? found.items.map(({ appId }) => appId) : [];
    const filter = [anyOf("displayName", names), anyOf("id", principalIds), anyOf("appId", appIds)];
    return list<PrincipalItem>(azure, "servicePrincipals", filter);
  });
  const [live, livePrincipals, deletedApplications, deletedPrincipals, mine] = await Promise.all([
    applications,
    principals,
    list<ApplicationItem>(azure, `${deleted}.application`, named),
    list<PrincipalItem>(azure, `${deleted}.servicePrincipal`, [anyOf("displayName", names), anyOf("id", principalIds)]),
    listOwned(azure),
  ]);
  for (const each of [live, livePrincipals, deletedApplications, deletedPrincipals, mine]) {
    if ("refused" in each) return each;
  }
  const ownedItems = itemsOf(mine);
  const { oid } = readClaims((await azure.credential.getToken(listScopes.graph)).token);
  return {
    applications: unique(
      itemsOf(live),
      ownedItems.filter((item) => item["@odata.type"] === "#microsoft.graph.application"),
    ),
    principals: unique(
      itemsOf(livePrincipals),
      ownedItems.filter((item) => item["@odata.type"] === "#microsoft.graph.servicePrincipal"),
    ),
    deletedApplications: itemsOf(deletedApplications),
    deletedPrincipals: itemsOf(deletedPrincipals),
    user: oid,
    ownedByUser: new Set(ownedItems.map(({ id }) => id)),
  };
}

/** What the signed-in identity owns: a person's own list, or that of the service principal that it is. */
async function listOwned(azure: Azure): Promise<Listed<OwnedItem>> {
  const { oid, idtyp } = readClaims((await azure.credential.getToken(listScopes.graph)).token);
  return listPages(azure, "graph", `${graph}/${idtyp === "app" ? `servicePrincipals/${oid}` : "me"}/ownedObjects`);
}

async function list<T>(azure: Azure, path: string, filters: readonly string[]): Promise<Listed<T>> {
  const filter = filters.filter((each) => each !== "").join(" or ");
  if (filter === "") return { items: [] };
  const url = new URL(`${graph}/${path}`);
  url.searchParams.set("$filter", filter);
  url.searchParams.set("$top", "999");
  return listPages(azure, "graph", url.href);
}

/** Graph takes up to fifteen values after `in` ("Use the $filter query parameter"): more of them are several clauses. */
function anyOf(property: string, values: readonly string[]): string {
  const quoted = [...new Set(values)].map((value) => `'${value.replaceAll("'", "''")}'`);
  const clauses: string[] = [];
  for (let at = 0; at < quoted.length; at += 15) {
    const part = quoted.slice(at, at + 15);
    clauses.push(part.length === 1 ? `${property} eq ${part[0]}` : `${property} in (${part.join(",")})`);
  }
  return clauses.join(" or ");
}

function itemsOf<T>(listed: Listed<T>): T[] {
  return "items" in listed ? listed.items : [];
}

/** The first of each ID: what was asked for by name comes before what the owner's list shows of it. */
function unique<T extends { id: string }>(first: readonly T[], then: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const item of [...first, ...then]) if (!found.has(item.id)) found.set(item.id, item);
  return [...found.values()];
}
