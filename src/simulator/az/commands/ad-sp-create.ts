import { defineCommand } from "../command.ts";
import { AzError } from "../error.ts";
import { listFromGraph, quoted, sendToGraph } from "../graph.ts";
import type { GraphObject } from "../graph.ts";
import { isGuid } from "../principal.ts";
import type { Session } from "../session.ts";

export default defineCommand({
  options: { id: { names: ["--id"], required: true } },
  run: async ({ id }, session) =>
    await sendToGraph(session, "POST", "/servicePrincipals", {
      appId: await findAppId(session, id),
      accountEnabled: true,
    }),
});

/** The application ID behind an application ID, an object ID or an identifier URI; what is none of these is taken as it is. */
async function findAppId(session: Session, id: string): Promise<string> {
  const filter = isGuid(id) ? `appId eq ${quoted(id)}` : `identifierUris/any(s:s eq ${quoted(id)})`;
  const [found] = await listFromGraph(session, "applications", filter);
  if (found) return found.appId;
  try {
    const application: GraphObject = await sendToGraph(session, "GET", `/applications/${id}`);
    return application.appId;
  } catch (error) {
    if (error instanceof AzError && error.status !== undefined) return id;
    throw error;
  }
}
