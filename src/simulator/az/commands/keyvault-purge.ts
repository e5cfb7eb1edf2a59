import { defineCommand, shared } from "../command.ts";
import { deletedVaultPath, findDeletedVault } from "../deleted-vault.ts";
import { apiVersions, sendToArm, waitForLocation } from "../resource-manager.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "-n"] },
    location: shared.location,
    noWait: shared.noWait,
    subscription: shared.subscription,
  },
  async run({ name, location, noWait }, session) {
    const found = await findDeletedVault(session, name, location);
    const path = `${deletedVaultPath(session, location ?? found.properties.location, found.name)}/purge`;
    const first = await sendToArm(session, { method: "POST", path, apiVersion: apiVersions.vaults });
    if (!noWait) await waitForLocation(session, first);
  },
});
