import { ServiceError } from "../operation.ts";
import type { Call, Operation, SimulatedAzure } from "../operation.ts";
import type { DeletedVault } from "../state.ts";
import { findDeletedVault, isGone } from "./deleted-vault.ts";
import { page } from "./page.ts";
import { isNamed } from "./resource-group.ts";
import { vaultId } from "./vault.ts";

export const getDeletedVault: Operation = (call) => ({
  status: 200,
  body: showDeletedVault(call.azure, deletedVaultOf(call)),
});

/** The deleted vaults of the subscription whose deletion is over. */
export const listDeletedVaults: Operation = (call) => {
  const { azure } = call;
  const now = azure.now();
  const listed = azure.state.deletedVaults.filter((deleted) => deleted.deletedAt <= now && !isGone(deleted, now));
  return page(
    call,
    listed.map((deleted) => showDeletedVault(azure, deleted)),
  );
};

/** The deleted vault in the path; throws 404 where there is none. */
export function deletedVaultOf({ azure, params }: Call): DeletedVault {
  const name = params["vault"] ?? "";
  const deleted = findDeletedVault(azure, name);
  const isThere = deleted !== undefined && isNamed(deleted.vault.location, params["location"] ?? "");
  if (!isThere || deleted.deletedAt > azure.now()) {
    throw new ServiceError(404, "DeletedVaultNotFound", `The specified deleted vault '${name}' was not found.`);
  }
  return deleted;
}

/** As recorded in az's test_keyvault_softdelete.yaml. */
function showDeletedVault(azure: SimulatedAzure, deleted: DeletedVault): object {
  const { vault, deletedAt, scheduledPurgeAt } = deleted;
  const { id } = azure.state.subscription;
  return {
    id: `/subscriptions/${id}/providers/Microsoft.KeyVault/locations/${vault.location}/deletedVaults/${vault.name}`,
    name: vault.name,
    type: "Microsoft.KeyVault/deletedVaults",
    properties: {
      vaultId: vaultId(azure, vault),
      location: vault.location,
      tags: vault.tags,
      deletionDate: seconds(deletedAt),
      scheduledPurgeDate: seconds(scheduledPurgeAt),
      ...(vault.enablePurgeProtection === true ? { purgeProtectionEnabled: true } : {}),
    },
  };
}

function seconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
