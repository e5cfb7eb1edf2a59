import { isNamed, isSame, type Json, type Resource, type Unread } from "../../tutorial/resource.ts";
import { findByIdentity, type Inventory } from "./inventory.ts";

/** One resource that is not as it was. */
export interface Changed {
  before: Resource;
  after: Resource;
  /** The properties that differ, from what to what. */
  properties: { name: string; from: Json; to: Json }[];
}

/** What came into being, what is not as it was, and what is gone between two looks. */
export interface Difference {
  made: Resource[];
  changed: Changed[];
  gone: Resource[];
  /** Where something may have happened unseen. */
  unseen: Unread[];
}

/**
 * Compares two looks by identity: another resource of the same name is not the same one. To be deleted but recoverable is
 * a change of state. What could not be looked at in one of them is neither made nor gone, unless it says itself that it
 * was made since; kinds that only one of them looked at are left out.
 */
export function differenceOf(before: Inventory, after: Inventory): Difference {
  const pairs = before.resources.map((each) => [each, findByIdentity(after, each)] as const);
  const made = after.resources.filter(
    (each) =>
      before.kinds.includes(each.kind) &&
      findByIdentity(before, each) === undefined &&
      (!isHidden(before, each) || isSince(each, before.at)),
  );
  const gone = pairs.flatMap(([each, now]) => (now === undefined && !isHidden(after, each) ? [each] : []));
  const changed = pairs.flatMap(([each, now]) => (now === undefined ? [] : changeOf(each, now)));
  // A service may forget the identity of what it deletes: then the deleted form is known by its address.
  const deleted = gone.flatMap((each) => {
    const now = made.find((other) => isDeletedForm(each, other));
    return now === undefined ? [] : [{ before: each, after: now, properties: [] }];
  });
  return {
    made: made.filter((each) => !deleted.some((change) => change.after === each)),
    changed: [...changed, ...deleted],
    gone: gone.filter((each) => !deleted.some((change) => change.before === each)),
    unseen: [
      ...before.unread,
      ...after.unread.filter((each) => !before.unread.some((other) => isSameUnread(each, other))),
    ],
  };
}

/** Whether there is no difference. */
export function isNothing({ made, changed, gone }: Difference): boolean {
  return made.length + changed.length + gone.length === 0;
}

function changeOf(before: Resource, after: Resource): Changed[] {
  const isOther = before.state !== after.state;
  const names = Object.keys({ ...before.properties, ...after.properties });
  const properties = names.flatMap((name) => {
    const [from, to] = [before.properties[name], after.properties[name]];
    // A deleted one tells less of itself.
    if (isSame(from, to) || (isOther && (from === undefined || to === undefined))) return [];
    return [{ name, from: from ?? null, to: to ?? null }];
  });
  return isOther || properties.length > 0 ? [{ before, after, properties }] : [];
}

function isDeletedForm(live: Resource, deleted: Resource): boolean {
  return (
    live.state === "live" &&
    deleted.state === "deleted" &&
    live.kind === deleted.kind &&
    isNamed(live.id ?? live.address, deleted.id ?? deleted.address)
  );
}

function isHidden({ kinds, unread }: Inventory, { kind, goesWith }: Resource): boolean {
  if (!kinds.includes(kind)) return true;
  return unread.some((each) => each.kind === kind && (each.within === undefined || each.within === goesWith));
}

/** Services tell seconds. */
function isSince({ createdAt }: Resource, time: string): boolean {
  return createdAt !== undefined && createdAt.slice(0, 19) >= time.slice(0, 19);
}

function isSameUnread(one: Unread, other: Unread): boolean {
  return one.kind === other.kind && one.within === other.within && one.what === other.what;
}
