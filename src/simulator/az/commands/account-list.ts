import { defineCommand } from "../command.ts";
import { withCloudName } from "./login.ts";

export default defineCommand({
  options: { all: { names: ["--all"], kind: "flag" }, refresh: { names: ["--refresh"], kind: "flag" } },
  async run(_, { profile, warn }) {
    if (profile.subscriptions.length === 0) warn('Please run "az login" to access your accounts.');
    return profile.subscriptions.map(withCloudName);
  },
});
