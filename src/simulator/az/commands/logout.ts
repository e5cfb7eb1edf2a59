import { defineCommand } from "../command.ts";
import { AzError } from "../error.ts";

export default defineCommand({
  options: { username: { names: ["--username"] } },
  async run({ username }, { profile, save }) {
    const current = profile.subscriptions.find(({ isDefault }) => isDefault);
    const name = username ?? current?.user.name;
    if (name === undefined) throw new AzError("There are no active accounts.");
    profile.subscriptions = profile.subscriptions.filter(({ user }) => user.name.toLowerCase() !== name.toLowerCase());
    if (profile.subscriptions[0] && !profile.subscriptions.some(({ isDefault }) => isDefault))
      profile.subscriptions[0].isDefault = true;
    profile.identities = without(profile.identities, (key) => key.toLowerCase() === name.toLowerCase());
    profile.tokens = without(profile.tokens, (key) => key.toLowerCase().startsWith(`${name.toLowerCase()} `));
    save();
  },
});

function without<T>(record: Record<string, T>, unwanted: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !unwanted(key)));
}
