import { defineCommand, shared } from "../command.ts";
import { showing } from "../error.ts";
import { showGroup } from "../group.ts";
import type { Group } from "../group.ts";
import { apiVersions, getFromArm, groupPath } from "../resource-manager.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "--resource-group", "-n", "-g"], required: true },
    subscription: shared.subscription,
  },
  async run({ name }, session) {
    const request = { path: groupPath(session, name), apiVersion: apiVersions.groups };
    return showGroup(await showing(getFromArm<Group>(session, request)));
  },
});
