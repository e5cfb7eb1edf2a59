import { defineCommand, shared } from "../command.ts";
import { showing } from "../error.ts";
import { apiVersions, getFromArm, subscriptionPath } from "../resource-manager.ts";

export default defineCommand({
  options: { namespace: { names: ["--namespace", "-n"], required: true }, subscription: shared.subscription },
  async run({ namespace }, session) {
    const path = `${subscriptionPath(session)}/providers/${namespace}`;
    return await showing(getFromArm<object>(session, { path, apiVersion: apiVersions.providers }));
  },
});
