import type { Operation, SimulatedAzure } from "../operation.ts";
import type { Vault } from "../state.ts";
import { readFilter } from "./filter.ts";
import { page } from "./page.ts";
import { groupOf, isNamed } from "./resource-group.ts";
import { vaultId } from "./vault.ts";

/** The resources of the subscription or of a group, by `resourceType` and `name` if the filter says so (Resources - List). */
export const listResources: Operation = (call) => {
  const { azure, params, query } = call;
  const filter = readFilter(query.get("$filter"));
  const expanded = new Set(query.get("$expand")?.split(","));
  const type = filter.get("resourcetype");
  const name = filter.get("name");
  const group = params["group"] === undefined ? filter.get("resourcegroup") : groupOf(call).name;
  const vaults = azure.state.vaults.filter(
    (vault) =>
      (type === undefined || isNamed(type, "Microsoft.KeyVault/vaults")) &&
      (name === undefined || isNamed(vault.name, name)) &&
      (group === undefined || isNamed(vault.resourceGroup, group)),
  );
  return page(
    call,
    vaults.map((vault) => showResource(azure, vault, expanded)),
  );
};

/** A vault as one of many resources: without its properties, but with those members that `$expand` names. */
function showResource(azure: SimulatedAzure, vault: Vault, expanded: ReadonlySet<string>): object {
  return {
    id: vaultId(azure, vault),
    name: vault.name,
    type: "Microsoft.KeyVault/vaults",
    location: vault.location,
    tags: vault.tags,
    ...(expanded.has("createdTime") && { createdTime: new Date(vault.createdAt).toISOString() }),
    ...(expanded.has("changedTime") && { changedTime: new Date(vault.modifiedAt).toISOString() }),
    ...(expanded.has("provisioningState") && { provisioningState: "Succeeded" }),
  };
}
