import { isWatched, plain, revisionOf, seenFrom } from "./watch.ts";

/** The members of an object that are texts, and those of its members, as `member.member`. */
type Member<T> = {
  [K in string & keyof T]: T[K] extends string ? K : T[K] extends object ? `${K}.${string & keyof T[K]}` : never;
}[string & keyof T];

/** The items of an array by the value of a member, and in its order; made at the first lookup, and kept up after that. */
interface Index {
  revision: number;
  /** How many items of the array are in it; those that were appended since are not. */
  count: number;
  rows: Map<string, object[]>;
  /** Made when it is asked for. */
  order: object[] | undefined;
}

/** An array that is not longer than this is looked through. */
const shortest = 16;
const indexes = new WeakMap<object, Map<string, Index>>();

/**
 * The items of an array that have a value in one of their members, in any case; in the order of the array. In an array of
 * the simulator's state that takes the same time however long it is.
 *
 * @param key a member that never changes, such as `id`, or a member of a member, such as `secret.name`; of `S`, where the
 * type of the items is not known any further
 */
export function findAllBy<T extends S, S extends object = T>(
  array: readonly T[],
  key: Member<NoInfer<S>>,
  value: string,
): T[] {
  const items = plain(array);
  const wanted = value.toLowerCase();
  const isIndexed = isWatched(array) && items.length > shortest;
  const found = isIndexed
    ? (indexOf(items, key).rows.get(wanted) ?? [])
    : items.filter((item) => valueOf(item, key) === wanted);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rows of an index of the array are its items
  return found.map((item) => seenFrom(array, item as T));
}

/** The first of them, or undefined. */
export function findBy<T extends S, S extends object = T>(
  array: readonly T[],
  key: Member<NoInfer<S>>,
  value: string,
): T | undefined {
  return findAllBy<T, S>(array, key, value)[0];
}

/** The items of an array in the order of a member, in any case. They are for reading: their changes are not kept. */
export function sortedBy<T extends object>(array: readonly T[], key: Member<T>): readonly T[] {
  const items = plain(array);
  if (!isWatched(array)) return sorted(items, key);
  const index = indexOf(items, key);
  index.order ??= sorted(items, key);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is in order are the items of the array
  return index.order as T[];
}

/** Puts a new item at the end of an array, and gives it as it is seen there: what is changed in it from then on is kept. */
export function append<T extends object>(array: T[], item: T): T {
  array.push(item);
  return seenFrom(array, plain(item));
}

/** Takes an item out of an array; nothing happens where it is not in it. */
export function remove<T extends object>(array: T[], item: T): void {
  const items = plain(array);
  const row = plain(item);
  const at = items.indexOf(row);
  if (at === -1) return;
  const known = isWatched(array)
    ? [...(indexes.get(items)?.keys() ?? [])].map((key) => [key, indexOf(items, key)] as const)
    : [];
  array.splice(at, 1);
  for (const [key, index] of known) {
    const value = valueOf(row, key);
    const rows = index.rows.get(value) ?? [];
    rows.splice(rows.indexOf(row), 1);
    if (rows.length === 0) index.rows.delete(value);
    index.order?.splice(index.order.indexOf(row), 1);
    index.count--;
    index.revision = revisionOf(items);
  }
}

function indexOf(items: readonly object[], key: string): Index {
  const known = indexes.get(items) ?? new Map<string, Index>();
  indexes.set(items, known);
  let index = known.get(key);
  if (index === undefined || index.revision !== revisionOf(items) || index.count > items.length) {
    index = { revision: revisionOf(items), count: 0, rows: new Map(), order: undefined };
    known.set(key, index);
  }
  for (const item of items.slice(index.count)) {
    const value = valueOf(item, key);
    const rows = index.rows.get(value);
    if (rows === undefined) index.rows.set(value, [item]);
    else rows.push(item);
    if (index.order !== undefined) insert(index.order, item, key);
  }
  index.count = items.length;
  return index;
}

function sorted<T extends object>(items: readonly T[], key: string): T[] {
  const keyed = items.map((item) => ({ item, value: valueOf(item, key) }));
  return keyed.toSorted((a, b) => (a.value < b.value ? -1 : 1)).map(({ item }) => item);
}

function insert(order: object[], item: object, key: string): void {
  const value = valueOf(item, key);
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueOf(order[middle] ?? {}, key) < value) low = middle + 1;
    else high = middle;
  }
  order.splice(low, 0, item);
}

function valueOf(item: object, key: string): string {
  let value: unknown = item;
  for (const name of key.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  }
  return String(value).toLowerCase();
}
