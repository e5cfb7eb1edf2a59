import { existsSync } from "node:fs";
import { listByName } from "../src/azure/graph.ts";
import { findDeletedVault, listGroupsByTag } from "../src/azure/vault.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

// Each step has proved its own absence by now. This looks once more, by the marks of the run instead of by its journal.
export default defineStep({
  needs: ["vaultName", "applicationName"],

  async verify({ azure, values, known, runId, environmentFile }) {
    const { vaultName, applicationName } = values;
    const [groups, vault, applications, deleted] = await Promise.all([
      listGroupsByTag(azure, "surestep", runId),
      known.get("ownsVault") === "" ? undefined : findDeletedVault(azure, vaultName),
      listByName(azure, "applications", applicationName),
      listByName(azure, "directory/deletedItems/microsoft.graph.application", applicationName),
    ]);
    return [
      check("no resource group carries this run's tag", "none", groups.join(", ") || "none"),
      check("no deleted vault blocks the name", "none", vault?.name ?? "none"),
      check("no application of this run is left", "none", applications.map(({ id }) => id).join(", ") || "none"),
      check("nor a deleted one", "none", deleted.map(({ id }) => id).join(", ") || "none"),
      check("no file holds its secret", "none", existsSync(environmentFile) ? environmentFile : "none"),
    ];
  },
});
