import { defineCommand } from "../command.ts";

export default defineCommand({
  options: {},
  async run(_, { profile, save }) {
    Object.assign(profile, { subscriptions: [], identities: {}, tokens: {} });
    save();
  },
});
