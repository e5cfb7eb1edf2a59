import { defineCommand } from "../command.ts";
import { AzError } from "../error.ts";

export default defineCommand({
  options: { subscription: { names: ["--subscription", "-s", "--name", "-n"], required: true } },
  async run({ subscription }, { profile, save }) {
    const wanted = subscription.toLowerCase();
    const found = profile.subscriptions.filter(({ id, name }) =>
      [id.toLowerCase(), name.toLowerCase()].includes(wanted),
    );
    if (found.length !== 1) {
      const why = found.length === 0 ? "doesn't exist" : "has more than one match";
      throw new AzError(`The subscription of '${wanted}' ${why} in cloud 'AzureCloud'.`);
    }
    for (const one of profile.subscriptions) one.isDefault = one === found[0];
    save();
  },
});
