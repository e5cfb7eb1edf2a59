import type { Operation } from "../operation.ts";
import { readFilter } from "./filter.ts";
import { groupOf, isNamed } from "./resource-group.ts";
import { vaultId } from "./vault.ts";

/** The resources of the subscription or of a group, by `resourceType` and `name` if the filter says so. */
export const listResources: Operation = (call) => {
  const { azure, params, query } = call;
  const filter = readFilter(query.get("$filter"));
  const type = filter.get("resourcetype");
  const name = filter.get("name");
  const group = params["group"] === undefined ? filter.get("resourcegroup") : groupOf(call).name;
  const vaults = azure.state.vaults.filter(
    (vault) =>
      (type === undefined || isNamed(type, "Microsoft.KeyVault/vaults")) &&
      (name === undefined || isNamed(vault.name, name)) &&
      (group === undefined || isNamed(vault.resourceGroup, group)),
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
