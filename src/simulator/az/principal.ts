import { AzError } from "./error.ts";
import { getByIds, listFromGraph, quoted, sendToGraph } from "./graph.ts";
import type { GraphObject } from "./graph.ts";
import type { Session } from "./session.ts";

export interface Principal {
  objectId: string;
  /** As Resource Manager says it; undefined where az does not know either. */
  type: string | undefined;
}

const principalTypes: Readonly<Record<string, string>> = {
  "#microsoft.graph.user": "User",
  "#microsoft.graph.servicePrincipal": "ServicePrincipal",
  "#microsoft.graph.group": "Group",
};

export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The service principals that go by an application ID or another of their names. */
export async function listServicePrincipals(session: Session, name: string): Promise<GraphObject[]> {
  return await listFromGraph(session, "servicePrincipals", `servicePrincipalNames/any(c:c eq ${quoted(name)})`);
}

export async function listUsers(session: Session, upn: string): Promise<GraphObject[]> {
  return await listFromGraph(session, "users", `userPrincipalName eq ${quoted(upn)}`);
}

/** Whom `--assignee` means: a user, a service principal, or an object ID (azure-cli, `_resolve_object_id_and_type`). */
export async function resolveAssignee(session: Session, assignee: string): Promise<Principal> {
  if (assignee.includes("@")) {
    const [user] = await listUsers(session, assignee);
    if (user) return { objectId: user.id, type: "User" };
  }
  const [servicePrincipal] = await listServicePrincipals(session, assignee);
  if (servicePrincipal) return { objectId: servicePrincipal.id, type: "ServicePrincipal" };
  if (isGuid(assignee)) {
    const [object] = await getByIds(session, [assignee]);
    if (object) return { objectId: object.id, type: principalTypes[object["@odata.type"] ?? ""] };
  }
  throw new AzError(
    `Cannot find user or service principal in graph database for '${assignee}'. If the assignee is an appId, make sure ` +
      `the corresponding service principal is created with 'az ad sp create --id ${assignee}'.`,
  );
}

/** The type of the principal with an object ID. */
export async function principalTypeOf(session: Session, objectId: string): Promise<string | undefined> {
  const [object] = await getByIds(session, [objectId]);
  return principalTypes[object?.["@odata.type"] ?? ""];
}

/** Whom a policy is for, by exactly one of three ways to say it. */
export async function resolvePolicyHolder(
  session: Session,
  given: { objectId?: string | undefined; spn?: string | undefined; upn?: string | undefined },
): Promise<string> {
  if (given.objectId) return given.objectId;
  const [found] = given.spn
    ? await listServicePrincipals(session, given.spn)
    : await listUsers(session, given.upn ?? "");
  if (found) return found.id;
  session.warn(
    given.spn
      ? `Unable to find service principal with spn '${given.spn}'`
      : `Unable to find user with upn '${given.upn}'`,
  );
  throw new AzError("Unable to get object id from principal name.");
}

/** The object ID of whoever is signed in (azure-cli, `get_current_identity_object_id`). */
export async function currentObjectId(session: Session): Promise<string> {
  try {
    const me: GraphObject = await sendToGraph(session, "GET", "/me");
    return me.id;
  } catch (error) {
    if (!(error instanceof AzError) || error.status === undefined) throw error;
  }
  const { user } = session.subscription();
  const [found] =
    user.type === "user" ? await listUsers(session, user.name) : await listServicePrincipals(session, user.name);
  if (found) return found.id;
  throw new AzError(
    "Cannot create vault.\nUnable to query active directory for information about the current user.\n" +
      "You may try the --no-self-perms flag to create a vault without permissions.",
  );
}
