import { defineCommand, shared } from "../command.ts";
import { AzError } from "../error.ts";
import { apiVersions, groupPath, sendToArm } from "../resource-manager.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "--resource-group", "-n", "-g"], required: true },
    subscription: shared.subscription,
  },
  async run({ name }, session) {
    try {
      await sendToArm(session, { method: "HEAD", path: groupPath(session, name), apiVersion: apiVersions.groups });
      return true;
    } catch (error) {
      if (error instanceof AzError && error.status === 404) return false;
      throw error;
    }
  },
});
