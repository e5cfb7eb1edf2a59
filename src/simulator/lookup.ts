import { isWatched, plain, revisionOf, seenFrom } from "./watch.ts";

interface Index {
  revision: number;
  /** How many items of the array are in it; those that were appended since are not. */
  count: number;
  rows: Map<string, unknown[]>;
}

/** An array that is not longer than this is looked through. */
const shortest = 16;
const indexes = new WeakMap<object, Map<string, Index>>();

/**
 * The items of an array that have a value in one of their members, in any case; in the order of the array. In a long
 * array of the simulator's state it takes the same time however long that is: the array is indexed at the first lookup.
 *
 * @param key a member that never changes, such as `id` or `name`
 */
export function findAllBy<T extends object, K extends string & keyof T>(
  array: readonly T[],
  key: K,
  value: string,
): T[] {
  const items = plain(array);
  const wanted = value.toLowerCase();
  if (!isWatched(array) || items.length <= shortest) {
    return items.filter((item) => valueOf(item, key) === wanted).map((item) => seenFrom(array, item));
  }
  const found = indexOf(items, key).rows.get(wanted) ?? [];
  return found.map((item) => seenFrom(array, item as T));
}

/** The first of them, or undefined. */
export function findBy<T extends object, K extends string & keyof T>(
  array: readonly T[],
  key: K,
  value: string,
): T | undefined {
  return findAllBy(array, key, value)[0];
}

/** Takes an item out of an array; nothing happens where it is not in it. */
export function remove<T extends object>(array: T[], item: T): void {
  const items = plain(array);
  const row = plain(item);
  const at = items.indexOf(row);
  if (at === -1) return;
  const known = isWatched(array) ? [...(indexes.get(items) ?? [])] : [];
  for (const [key] of known) indexOf(items, key);
  array.splice(at, 1);
  for (const [key, index] of known) {
    const rows = index.rows.get(valueOf(row, key));
    if (rows?.length === 1) index.rows.delete(valueOf(row, key));
    else rows?.splice(rows.indexOf(row), 1);
    index.count--;
    index.revision = revisionOf(items);
  }
}

function indexOf(items: readonly object[], key: string): Index {
  const known = indexes.get(items) ?? new Map<string, Index>();
  indexes.set(items, known);
  let index = known.get(key);
  if (index === undefined || index.revision !== revisionOf(items) || index.count > items.length) {
    index = { revision: revisionOf(items), count: 0, rows: new Map() };
    known.set(key, index);
  }
  for (; index.count < items.length; index.count++) {
    const item = items[index.count] ?? {};
    const rows = index.rows.get(valueOf(item, key));
    if (rows === undefined) index.rows.set(valueOf(item, key), [item]);
    else rows.push(item);
  }
  return index;
}

function valueOf(item: object, key: string): string {
  return String(Reflect.get(item, key)).toLowerCase();
}
