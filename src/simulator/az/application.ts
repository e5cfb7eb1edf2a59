import { AzError } from "./error.ts";
import { listFromGraph, quoted, sendToGraph } from "./graph.ts";
import type { GraphObject } from "./graph.ts";
import { isGuid, listServicePrincipals } from "./principal.ts";
import type { Session } from "./session.ts";

/** The object ID of an application that is named by application ID, object ID or identifier URI. */
export async function resolveApplication(session: Session, identifier: string): Promise<string> {
  const byGuid = isGuid(identifier);
  const filter = byGuid ? `appId eq ${quoted(identifier)}` : `identifierUris/any(s:s eq ${quoted(identifier)})`;
  const [found] = await listFromGraph(session, "applications", filter);
  if (found) return found.id;
  if (byGuid) return identifier;
  throw new AzError(`Application with identifier URI '${identifier}' doesn't exist`, { status: 404 });
}

/** The object ID of a service principal that is named by application ID, another of its names, or object ID. */
export async function resolveServicePrincipal(session: Session, identifier: string): Promise<string> {
  const [found] = await listServicePrincipals(session, identifier);
  if (found) return found.id;
  if (isGuid(identifier)) return identifier;
  throw new AzError(`Service principal '${identifier}' doesn't exist`, { status: 404 });
}

/** Properties of an application that a command may set. */
export interface ApplicationSettings {
  identifierUris?: string[] | undefined;
  signInAudience?: string | undefined;
}

/**
 * Creates an application, or patches the one with that display name: az takes the name for the identity, which Graph does
 * not (azure-cli, `create_application`).
 */
export async function createApplication(
  session: Session,
  displayName: string,
  settings: ApplicationSettings = {},
): Promise<GraphObject> {
  const listed = await listFromGraph(session, "applications", `startswith(displayName,${quoted(displayName)})`);
  const existing = listed.filter((application) => application.displayName === displayName);
  if (existing.length > 1) {
    const ids = existing.map(({ id }) => id).join(", ");
    throw new AzError(
      `More than one application have the same display name '${displayName}': (id) ${ids}, please remove them first.`,
    );
  }
  const [found] = existing;
  if (found) {
    session.warn(`Found an existing application instance: (id) ${found.id}. We will patch it.`);
    await sendToGraph(session, "PATCH", `/applications/${found.id}`, { displayName, ...settings });
    return await sendToGraph(session, "GET", `/applications/${found.id}`);
  }
  try {
    return await sendToGraph(session, "POST", "/applications", { displayName, ...settings, keyCredentials: [] });
  } catch (error) {
    if (!(error instanceof AzError) || !/insufficient privileges/i.test(error.message)) throw error;
    throw new AzError(
      "Directory permission is needed for the current user to register the application. For how to configure, please refer " +
        "'https://learn.microsoft.com/azure/azure-resource-manager/resource-group-create-service-principal-portal'. " +
        `Original error: ${error.message}`,
    );
  }
}
