import { defineCommand, shared } from "../command.ts";
import { findDeletedVault } from "../deleted-vault.ts";
import { AzError } from "../error.ts";
import { groupOf, putVault } from "../vault.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "-n"] },
    location: shared.location,
    resourceGroup: shared.resourceGroup,
    noWait: shared.noWait,
    subscription: shared.subscription,
  },
  async run({ name, location, resourceGroup, noWait }, session) {
    const found = await findDeletedVault(session, name, location);
    const group = groupOf(found.properties.vaultId);
    if (resourceGroup !== undefined && resourceGroup !== group) {
      throw new AzError(
        `The specified resource group does not match that of the deleted vault or hsm ${name}. The vault or hsm must be ` +
          `recovered to the original resource group ${group}.`,
      );
    }
    const { tenantId } = session.subscription();
    const properties = { tenantId, sku: { family: "A", name: "standard" }, createMode: "recover" };
    return await putVault(
      session,
      group,
      found.name,
      { location: location ?? found.properties.location, properties },
      noWait,
    );
  },
});
