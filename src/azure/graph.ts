import { exitCodes, SurestepError } from "../errors.ts";
import type { Azure } from "./azure.ts";
import { listPages } from "./list-pages.ts";

/** An application as far as it is looked at here. */
export interface Application {
  /** Object ID. */
  id: string;
  appId: string;
  displayName: string;
}

/**
 * The applications of a display name, as the signed-in user (Microsoft Graph v1.0, `$filter=displayName eq`).
 * @throws SurestepError when Graph refuses or cannot be reached
 */
export async function findApplications(azure: Azure, displayName: string): Promise<Application[]> {
  const url = new URL("https://graph.microsoft.com/v1.0/applications");
  url.searchParams.set("$filter", `displayName eq '${displayName.replaceAll("'", "''")}'`);
  const listed = await listPages<Application>(azure, "graph", url.href);
  if ("items" in listed) return listed.items;
  throw new SurestepError("Microsoft Graph does not let you list applications.", {
    hint: "Check that you may read applications in this tenant.",
    exitCode: exitCodes.notAllowed,
    original: listed.refused,
  });
}
