import type { Operation } from "../operation.ts";
import { readFilter } from "./filter.ts";
import { groupOf } from "./resource-group.ts";
import { vaultId } from "./vault.ts";

/** The resources of the subscription or of a group, by `resourceType` and `name` if the filter says so. */
export const listResources: Operation = (call) => {
  const { azure, params, query } = call;
  const filter = readFilter(query.get("$filter"));
  const type = filter.get("resourcetype")?.toLowerCase();
  const name = filter.get("name")?.toLowerCase();
  const group =
    params["group"] === undefined ? filter.get("resourcegroup")?.toLowerCase() : groupOf(call).name.toLowerCase();
  const vaults = azure.state.vaults.filter(
    (vault) =>
      (type === undefined || type === "microsoft.keyvault/vaults") &&
      (name === undefined || vault.name.toLowerCase() === name) &&
      (group === undefined || vault.resourceGroup.toLowerCase() === group),
  );
  const value = vaults.map((vault) => ({
    id: vaultId(azure, vault),
    name: vault.name,
    type: "Microsoft.KeyVault/vaults",
    location: vault.location,
    tags: vault.tags,
  }));
  return { status: 200, body: { value } };
};
