import { defineCommand, shared } from "../command.ts";
import { AzError } from "../error.ts";
import { principalTypeOf, resolveAssignee } from "../principal.ts";
import { withNames } from "./role-assignment-list.ts";
import { searchRoleAssignments } from "../role-assignments.ts";
import { assignRole, showRoleAssignment } from "../role.ts";

export default defineCommand({
  options: {
    role: { names: ["--role"], required: true },
    scope: { names: ["--scope"], required: true },
    assignee: { names: ["--assignee"] },
    assigneeObjectId: { names: ["--assignee-object-id"] },
    assigneePrincipalType: {
      names: ["--assignee-principal-type"],
      choices: ["User", "Group", "ServicePrincipal", "ForeignGroup"],
    },
    name: { names: ["--name", "-n"] },
    description: { names: ["--description"] },
    subscription: shared.subscription,
  },
  async run({ role, scope, assignee, assigneeObjectId, assigneePrincipalType, name, description }, session) {
    if (Boolean(assignee) === Boolean(assigneeObjectId)) {
      throw new AzError("usage error: --assignee STRING | --assignee-object-id GUID");
    }
    if (assigneePrincipalType && !assigneeObjectId) {
      throw new AzError("usage error: --assignee-object-id GUID --assignee-principal-type TYPE");
    }
    const principal =
      assigneeObjectId === undefined
        ? await resolveAssignee(session, assignee ?? "")
        : { objectId: assigneeObjectId, type: assigneePrincipalType ?? (await principalType(assigneeObjectId)) };
    try {
      return showRoleAssignment(await assignRole(session, { role, scope, principal, name, description }));
    } catch (error) {
      if (!(error instanceof AzError) || error.code !== "RoleAssignmentExists") throw error;
    }
    const search = {
      assignee: undefined,
      assigneeObjectId: principal.objectId,
      resourceGroup: undefined,
      includeInherited: false,
    };
    const existing = await searchRoleAssignments(session, { ...search, role, scope });
    return (await withNames(session, existing, scope))[0];

    async function principalType(objectId: string): Promise<string | undefined> {
      session.warn(
        "RBAC service might reject creating role assignment without --assignee-principal-type in the future. " +
          "Better to specify --assignee-principal-type manually.",
      );
      return await principalTypeOf(session, objectId);
    }
  },
});
