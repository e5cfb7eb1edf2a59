import type { Operation } from "../operation.ts";
import { groupOf, isNamed } from "./resource-group.ts";
import { showVault, vaultOf } from "./vault.ts";

export const getVault: Operation = (call) => ({ status: 200, body: showVault(call.azure, vaultOf(call)) });

/** The vaults of a group, or of the subscription. */
export const listVaults: Operation = (call) => {
  const { azure, params } = call;
  const group = params["group"] === undefined ? undefined : groupOf(call).name;
  const vaults = azure.state.vaults.filter((vault) => group === undefined || isNamed(vault.resourceGroup, group));
  return { status: 200, body: { value: vaults.map((vault) => showVault(azure, vault)) } };
};
