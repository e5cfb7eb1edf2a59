import { defineCommand, shared } from "../command.ts";
import { apiVersions, getFromArm, subscriptionPath } from "../resource-manager.ts";

interface Provider {
  registrationState: string;
}

const pollInterval = 1_000;

export default defineCommand({
  options: {
    namespace: { names: ["--namespace", "-n"], required: true },
    wait: { names: ["--wait"], kind: "flag" },
    subscription: shared.subscription,
  },
  async run({ namespace, wait }, session) {
    const path = `${subscriptionPath(session)}/providers/${namespace}`;
    const apiVersion = apiVersions.providers;
    let provider: Provider = await getFromArm(session, { method: "POST", path: `${path}/register`, apiVersion });
    if (wait) {
      while (provider.registrationState !== "Registered") {
        await session.wait(pollInterval);
        provider = await getFromArm(session, { path, apiVersion });
      }
    }
    if (provider.registrationState !== "Registered") {
      session.warn(`Registering is still on-going. You can monitor using 'az provider show -n ${namespace}'`);
    }
  },
});
