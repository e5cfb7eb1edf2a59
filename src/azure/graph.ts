import { SurestepError } from "../errors.ts";
import type { Azure } from "./azure.ts";

/** An application or service principal as far as it is looked at here. */
export interface DirectoryObject {
  id: string;
  appId: string;
  displayName: string;
}

/** The lists of Microsoft Graph in which applications and their principals stand, live and deleted. */
export type DirectoryList =
  | "applications"
  | "servicePrincipals"
  | "directory/deletedItems/microsoft.graph.application"
  | "directory/deletedItems/microsoft.graph.servicePrincipal";

/**
 * Lists the directory objects of one display name, as the signed-in user (Microsoft Graph v1.0, `$filter=displayName eq`).
 * @throws SurestepError when Graph refuses or cannot be reached
 */
export async function listByName(azure: Azure, list: DirectoryList, displayName: string): Promise<DirectoryObject[]> {
  const filter = `displayName eq '${displayName.replaceAll("'", "''")}'`;
  return listDirectory(azure, list, filter);
}

/** The service principal of an application; undefined when there is none. */
export async function findServicePrincipal(azure: Azure, appId: string): Promise<DirectoryObject | undefined> {
  const [found] = await listDirectory(azure, "servicePrincipals", `appId eq '${appId}'`);
  return found;
}

/** The applications whose note begins with a mark, with that note. Graph cannot filter by notes, so all are looked at. */
export async function listByNote(azure: Azure, mark: string): Promise<(DirectoryObject & { notes: string })[]> {
  const query = "$select=id,appId,displayName,notes&$top=999";
  const all = await listPages<DirectoryObject & { notes: string | null }>(azure, `${graph}/applications?${query}`);
  return all.flatMap(({ notes, ...rest }) => (notes?.startsWith(mark) === true ? [{ ...rest, notes }] : []));
}

async function listDirectory(azure: Azure, list: DirectoryList, filter: string): Promise<DirectoryObject[]> {
  const url = new URL(`${graph}/${list}`);
  url.searchParams.set("$filter", filter);
  return listPages(azure, url.href);
}

const graph = "https://graph.microsoft.com/v1.0";

async function listPages<T>(azure: Azure, first: string): Promise<T[]> {
  const { bearerTokenAuthenticationPolicy, createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } =
    await import("@azure/core-rest-pipeline");
  const pipeline = createPipelineFromOptions(azure.clientOptions);
  pipeline.addPolicy(
    bearerTokenAuthenticationPolicy({ credential: azure.credential, scopes: "https://graph.microsoft.com/.default" }),
  );
  const found: T[] = [];
  for (let url: string | undefined = first; url !== undefined;) {
    const response = await pipeline.sendRequest(createDefaultHttpClient(), createPipelineRequest({ url }));
    if (response.status !== 200) {
      throw new SurestepError(`Microsoft Graph refused to list what was asked for (status ${response.status}).`, {
        hint: "Check that you may read applications in this tenant.",
        original: response.bodyAsText ?? "",
      });
    }
    const page: { value: T[]; "@odata.nextLink"?: string } = JSON.parse(response.bodyAsText ?? "");
    found.push(...page.value);
    url = page["@odata.nextLink"];
  }
  return found;
}
