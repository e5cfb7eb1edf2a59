import { defineCommand, shared } from "../command.ts";
import { showGroup } from "../group.ts";
import type { Group } from "../group.ts";
import { apiVersions, getFromArm, groupPath } from "../resource-manager.ts";
import { readTags } from "../tags.ts";

export default defineCommand({
  options: {
    location: { ...shared.location, required: true },
    name: { names: ["--name", "--resource-group", "-n", "-g"], required: true },
    managedBy: { names: ["--managed-by"] },
    tags: shared.tags,
    subscription: shared.subscription,
  },
  async run({ name, location, tags, managedBy }, session) {
    const group: Group = await getFromArm(session, {
      method: "PUT",
      path: groupPath(session, name),
      apiVersion: apiVersions.groups,
      body: { location, ...(managedBy && { managedBy }), ...(tags && { tags: readTags(tags) }) },
    });
    return showGroup(group);
  },
});
