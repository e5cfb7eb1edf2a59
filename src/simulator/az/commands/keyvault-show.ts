import { defineCommand, shared } from "../command.ts";
import { AzError, showing } from "../error.ts";
import { findGroup, getVault, showVault } from "../vault.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "-n"] },
    resourceGroup: shared.resourceGroup,
    subscription: shared.subscription,
  },
  async run({ name, resourceGroup }, session) {
    if (name === undefined) throw new AzError("Please specify --vault-name or --hsm-name.");
    const group = await findGroup(session, name, resourceGroup);
    return showVault(await showing(getVault(session, group, name)));
  },
});
