import { defineCommand, shared } from "../command.ts";
import { showGroup } from "../group.ts";
import type { Group } from "../group.ts";
import { apiVersions, listFromArm, subscriptionPath } from "../resource-manager.ts";

export default defineCommand({
  options: { subscription: shared.subscription },
  async run(_, session) {
    const path = `${subscriptionPath(session)}/resourcegroups`;
    const groups = await listFromArm<Group>(session, { path, apiVersion: apiVersions.groups });
    return groups.map(showGroup);
  },
});
