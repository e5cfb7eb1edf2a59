import type { Operation } from "../operation.ts";
import { page } from "./page.ts";
import { groupOf, isNamed } from "./resource-group.ts";
import { showVault, vaultOf } from "./vault.ts";

export const getVault: Operation = (call) => ({ status: 200, body: showVault(call.azure, vaultOf(call)) });

/** The vaults of a group, or of the subscription, with their properties. */
export const listVaults: Operation = (call) => {
  const { azure, params } = call;
  const group = params["group"] === undefined ? undefined : groupOf(call).name;
  const vaults = azure.state.vaults.filter((vault) => group === undefined || isNamed(vault.resourceGroup, group));
  return page(
    call,
    vaults.map((vault) => showVault(azure, vault)),
    // A group's list ends with an empty page (recorded in az's test_keyvault_mgmt.yaml).
    group !== undefined,
  );
};
