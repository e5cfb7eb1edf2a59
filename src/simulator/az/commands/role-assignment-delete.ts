import { defineCommand, shared } from "../command.ts";
import { AzError } from "../error.ts";
import { apiVersions, sendToArm } from "../resource-manager.ts";
import { searchOptions, searchRoleAssignments } from "../role-assignments.ts";

export default defineCommand({
  options: { ...searchOptions, ids: { names: ["--ids"], kind: "list" }, yes: shared.yes },
  async run({ ids, ...search }, session) {
    const { assignee, assigneeObjectId, role, scope, resourceGroup } = search;
    if (!ids && ![assignee, assigneeObjectId, role, scope, resourceGroup].some(Boolean)) {
      throw new AzError(
        "Please provide at least one of these arguments: --ids, --assignee, --assignee-object-id, --role, --resource-group, --scope",
      );
    }
    const found = ids ?? (await searchRoleAssignments(session, search)).map(({ id }) => id);
    if (found.length === 0) throw new AzError("No matched assignments were found to delete");
    for (const id of found)
      await sendToArm(session, { method: "DELETE", path: id, apiVersion: apiVersions.roleAssignments });
  },
});
