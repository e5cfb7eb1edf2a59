import { defineCommand, shared } from "../command.ts";
import { AzError } from "../error.ts";
import { apiVersions, sendToArm } from "../resource-manager.ts";
import { findGroup, vaultPath } from "../vault.ts";

const softDeleteWarning =
  "Warning! If you have soft-delete protection enabled on this key vault, you will not be able to reuse this key vault " +
  "name until the key vault has been purged from the soft deleted state. Please see the following documentation for " +
  "additional guidance.\nhttps://learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

export default defineCommand({
  options: {
    name: { names: ["--name", "-n"] },
    resourceGroup: shared.resourceGroup,
    noWait: shared.noWait,
    subscription: shared.subscription,
  },
  async run({ name, resourceGroup }, session) {
    if (name === undefined) throw new AzError("Please specify --vault-name or --hsm-name.");
    session.warn(softDeleteWarning);
    const group = await findGroup(session, name, resourceGroup);
    await sendToArm(session, {
      method: "DELETE",
      path: vaultPath(session, group, name),
      apiVersion: apiVersions.vaults,
    });
  },
});
