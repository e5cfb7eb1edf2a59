import { AzError } from "./error.ts";
import { resolveAssignee } from "./principal.ts";
import { apiVersions, listFromArm, subscriptionPath } from "./resource-manager.ts";
import { authorizationPath, buildScope, resolveRole } from "./role.ts";
import type { RoleAssignment } from "./role.ts";
import type { Session } from "./session.ts";

/** Options by which role assignments are searched. */
export const searchOptions = {
  assignee: { names: ["--assignee"] },
  assigneeObjectId: { names: ["--assignee-object-id"] },
  role: { names: ["--role"] },
  scope: { names: ["--scope"] },
  resourceGroup: { names: ["--resource-group", "-g"] },
  includeInherited: { names: ["--include-inherited"], kind: "flag" },
  subscription: { names: ["--subscription"] },
} as const;

export interface Search {
  assignee: string | undefined;
  assigneeObjectId: string | undefined;
  role: string | undefined;
  scope: string | undefined;
  resourceGroup: string | undefined;
  includeInherited: boolean;
  /** Whether the whole subscription with everything in it is meant. */
  all?: boolean;
}

/**
 * Searches role assignments as az does: the service filters by scope or by principal but not by both, so that az does
 * the rest itself (`_search_role_assignments`).
 */
export async function searchRoleAssignments(session: Session, search: Search): Promise<RoleAssignment[]> {
  if (search.assignee && search.assigneeObjectId) {
    throw new AzError("Usage error: Provide only one of --assignee or --assignee-object-id.");
  }
  if (search.all && (search.resourceGroup || search.scope)) {
    throw new AzError("group or scope are not required when --all is used");
  }
  const scope = search.all ? undefined : buildScope(session, search.scope, search.resourceGroup);
  const principal =
    search.assignee === undefined
      ? search.assigneeObjectId
      : (await resolveAssignee(session, search.assignee)).objectId;
  const filter = scope === undefined ? principal && `principalId eq '${principal}'` : "atScope()";
  const listed = await listFromArm<RoleAssignment>(session, {
    path: `${scope ?? subscriptionPath(session)}${authorizationPath}/roleAssignments`,
    apiVersion: apiVersions.roleAssignments,
    ...(filter === undefined ? {} : { filter }),
  });
  const inScope = listed.filter(
    ({ properties }) =>
      scope === undefined || search.includeInherited || properties.scope.toLowerCase() === scope.toLowerCase(),
  );
  if (inScope.length === 0) return [];
  const role =
    search.role === undefined ? undefined : await resolveRole(session, search.role, scope ?? subscriptionPath(session));
  return inScope.filter(
    ({ properties }) =>
      (role === undefined || properties.roleDefinitionId === role) &&
      (principal === undefined || properties.principalId === principal),
  );
}
