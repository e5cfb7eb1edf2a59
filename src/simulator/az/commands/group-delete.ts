import { defineCommand, shared } from "../command.ts";
import { apiVersions, groupPath, sendToArm, waitForLocation } from "../resource-manager.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "--resource-group", "-n", "-g"], required: true },
    yes: shared.yes,
    noWait: shared.noWait,
    subscription: shared.subscription,
  },
  async run({ name, yes, noWait }, session) {
    if (!yes) await session.confirm();
    const first = await sendToArm(session, {
      method: "DELETE",
      path: groupPath(session, name),
      apiVersion: apiVersions.groups,
    });
    if (!noWait) await waitForLocation(session, first);
  },
});
