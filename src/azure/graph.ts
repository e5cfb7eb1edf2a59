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

async function listDirectory(azure: Azure, list: DirectoryList, filter: string): Promise<DirectoryObject[]> {
  const { bearerTokenAuthenticationPolicy, createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } =
    await import("@azure/core-rest-pipeline");
  const pipeline = createPipelineFromOptions(azure.clientOptions);
  pipeline.addPolicy(
    bearerTokenAuthenticationPolicy({ credential: azure.credential, scopes: "https://graph.microsoft.com/.default" }),
  );
  const url = new URL(`https://graph.microsoft.com/v1.0/${list}`);
  url.searchParams.set("$filter", filter);
  const response = await pipeline.sendRequest(createDefaultHttpClient(), createPipelineRequest({ url: url.href }));
  if (response.status !== 200) {
    throw new SurestepError(`Microsoft Graph did not list ${list} (status ${response.status}).`, {
      hint: "Check that you may read applications in this tenant.",
      original: response.bodyAsText ?? "",
    });
  }
  const body: { value: DirectoryObject[] } = JSON.parse(response.bodyAsText ?? "");
  return body.value;
}
