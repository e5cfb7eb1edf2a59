import type { SimulatedAzure } from "../operation.ts";
import type { DeletedVault } from "../state.ts";
import { isNamed } from "./resource-group.ts";

/** A soft-deleted vault by its name, while it can be recovered or is being purged. */
export function findDeletedVault({ state, now }: SimulatedAzure, name: string): DeletedVault | undefined {
  return state.deletedVaults.find((deleted) => isNamed(deleted.vault.name, name) && !isGone(deleted, now()));
}

/** Whether a purge of it is over, or its time: then Azure purges it by itself. */
export function isGone({ goneAt, scheduledPurgeAt }: DeletedVault, now: number): boolean {
  return (goneAt ?? scheduledPurgeAt) <= now;
}
