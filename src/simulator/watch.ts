/** A change to watched data, told in terms of the plain objects themselves. */
export type Change =
  | { kind: "set"; target: object; key: string; value: unknown }
  | { kind: "delete"; target: object; key: string }
  | { kind: "splice"; target: unknown[]; start: number; deleted: number; added: unknown[] };

interface Watched {
  plain: object;
  viewOf(value: unknown): unknown;
}

const watched = new WeakMap<object, Watched>();
const revisions = new WeakMap<object, number>();

/**
 * Gives a view of plain data (objects, arrays, what JSON has) through which it is read and changed as ever, and which
 * tells of every change, wherever in the data it is. So whoever changes the data need not know that somebody keeps it,
 * and cannot forget to say so. Views of one object are one and the same. What is changed past the view is not noticed.
 *
 * An array is changed in one step by `splice`; other methods that move its items tell of every item that they move.
 */
export function watch<T extends object>(root: T, onChange: (change: Change) => void): T {
  const views = new WeakMap<object, object>();

  function viewOf(value: unknown): unknown {
    if (typeof value !== "object" || value === null || watched.has(value)) return value;
    let view = views.get(value);
    if (view === undefined) {
      view = new Proxy(value, handler);
      views.set(value, view);
      watched.set(view, { plain: value, viewOf });
    }
    return view;
  }

  const handler: ProxyHandler<object> = {
    get(target, key) {
      if (key === "splice" && Array.isArray(target)) return splice;
      return viewOf(Reflect.get(target, key));
    },
    set(target, key, given) {
      const value = withoutViews(given);
      const isNew = !Object.hasOwn(target, key);
      if (typeof key === "symbol") return Reflect.set(target, key, value);
      if (!isNew && Object.is(Reflect.get(target, key), value)) return true;
      const isAppended = isNew && Array.isArray(target) && key === String(target.length);
      Reflect.set(target, key, value);
      if (!isAppended) revise(target);
      onChange({ kind: "set", target, key, value });
      return true;
    },
    deleteProperty(target, key) {
      if (!Object.hasOwn(target, key)) return true;
      Reflect.deleteProperty(target, key);
      revise(target);
      if (typeof key === "string") onChange({ kind: "delete", target, key });
      return true;
    },
  };

  function splice(this: unknown[], start: number, deleted = Infinity, ...given: unknown[]): unknown[] {
    const target = plain(this);
    const added = given.map(withoutViews);
    const from = start < 0 ? Math.max(0, target.length + start) : Math.min(start, target.length);
    const removed = target.splice(from, deleted, ...added);
    revise(target);
    onChange({ kind: "splice", target, start: from, deleted: removed.length, added });
    return removed.map(viewOf);
  }

  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a view has the type of what it is a view of
  return viewOf(root) as T;
}

/** What is behind a view; anything else is given back as it is. */
export function plain<T>(value: T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a view has the type of what it is a view of
  return ((typeof value === "object" && value !== null ? watched.get(value)?.plain : undefined) ?? value) as T;
}

/** The view by which an item of a watched array is seen; without a watch, the item itself. */
export function seenFrom<T>(array: readonly T[], item: T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a view has the type of what it is a view of
  return (watched.get(array)?.viewOf(item) ?? item) as T;
}

function revise(target: object): void {
  revisions.set(target, revisionOf(target) + 1);
}

/** Counts the changes of a watched array other than items appended, as far as they were made through its view. */
export function revisionOf(array: object): number {
  return revisions.get(array) ?? 0;
}

/** Whether something is a view. */
export function isWatched(value: object): boolean {
  return watched.has(value);
}

/** New data, in which what was taken out of a view is put back behind it. */
function withoutViews(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const behind = watched.get(value)?.plain;
  if (behind !== undefined) return behind;
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === "object" && member !== null) Reflect.set(value, key, withoutViews(member));
  }
  return value;
}
