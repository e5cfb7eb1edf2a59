import { findAllBy } from "../lookup.ts";
import type { SimulatedAzure } from "../operation.ts";
import type { DeletedVault } from "../state.ts";

/** A soft-deleted vault by its name, while it can be recovered or is being purged. */
export function findDeletedVault({ state, now }: SimulatedAzure, name: string): DeletedVault | undefined {
  return findAllBy(state.deletedVaults, "vault.name", name).find((deleted) => !isGone(deleted, now()));
}

/** Whether a purge of it is over, or its time: then Azure purges it by itself. */
export function isGone({ goneAt, scheduledPurgeAt }: DeletedVault, now: number): boolean {
  return (goneAt ?? scheduledPurgeAt) <= now;
}
