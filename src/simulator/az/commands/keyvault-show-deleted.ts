import { defineCommand, shared } from "../command.ts";
import { findDeletedVault, getDeletedVault, showDeletedVault } from "../deleted-vault.ts";

export default defineCommand({
  options: { name: { names: ["--name", "-n"] }, location: shared.location, subscription: shared.subscription },
  async run({ name, location }, session) {
    const found = await findDeletedVault(session, name, location);
    return showDeletedVault(await getDeletedVault(session, found.name, location ?? found.properties.location));
  },
});
