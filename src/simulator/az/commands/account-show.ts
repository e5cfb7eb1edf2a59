import { defineCommand } from "../command.ts";
import { findSubscription } from "../profile.ts";

export default defineCommand({
  options: { subscription: { names: ["--subscription", "-s", "--name", "-n"] } },
  run: async ({ subscription }, { profile }) => findSubscription(profile, subscription),
});
