import { remove } from "./lookup.ts";
import type { SimulatedAzure } from "./operation.ts";
import type { DeletedSecret } from "./state.ts";

/** What a deleted object of a vault says of its end. */
type Purged = Pick<DeletedSecret, "purgedUntil" | "scheduledPurgeAt">;

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Forgets what nobody can ask for any more, so that a simulator that runs for long stays as small as what is in it: codes
 * and operations that are over, groups that are gone, deleted things that were purged or whose retention has ended.
 */
export function forgetWhatIsOver({ state, now }: SimulatedAzure): void {
  const time = now();
  drop(state.deviceCodes, ({ expiresAt }) => expiresAt <= time);
  // A client may look once more at an operation that it knows to be over.
  drop(state.operations, ({ doneAt }) => doneAt + hour <= time);
  drop(state.resourceGroups, ({ goneAt }) => goneAt !== null && goneAt <= time);
  drop(state.deletedItems, ({ deletedAt }) => deletedAt + 30 * day <= time);
  drop(state.deletedVaults, ({ goneAt, scheduledPurgeAt }) => (goneAt ?? scheduledPurgeAt) <= time);
  const isPurged = ({ purgedUntil, scheduledPurgeAt }: Purged): boolean => (purgedUntil ?? scheduledPurgeAt) <= time;
  for (const { certificates, deletedSecrets, keys } of state.vaults) {
    drop(deletedSecrets, isPurged);
    drop(keys?.deleted ?? [], isPurged);
    drop(certificates?.deleted ?? [], isPurged);
  }
}

function drop<T extends object>(items: T[], isOver: (item: T) => boolean): void {
  for (const item of items.filter(isOver)) remove(items, item);
}
