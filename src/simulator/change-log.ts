import { plain } from "./watch.ts";
import type { Change } from "./watch.ts";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * Writes changes of plain data as JSON, and carries them out again. An object is written whole when it is first met and
 * is known by a number from then on, counted up in the order of meeting: so a change costs what is new in it, however
 * much there is, and moving an object, with all that is in it, costs nothing.
 */
export class ChangeLog {
  readonly #numbers = new WeakMap<object, number>();
  /** Only a log that is read needs the way back. */
  readonly #objects: object[] | undefined;
  #count = 0;

  constructor(reads: boolean) {
    if (reads) this.#objects = [];
  }

  /** Whether an object has been written: changes of one that has not will be written with it. */
  knows(object: object): boolean {
    return this.#numbers.has(object);
  }

  write(given: unknown): Json {
    const value = plain(given);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a state is plain JSON
    if (typeof value !== "object" || value === null) return value as Json;
    const known = this.#numbers.get(value);
    if (known !== undefined) return { $: known };
    this.#number(value);
    if (Array.isArray(value)) return value.map((item) => this.write(item));
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    const written = Object.fromEntries(members.map(([name, member]) => [name, this.write(member)]));
    return "$" in value ? { $: written } : written;
  }

  writeChange(change: Change): Json {
    const target = this.#numbers.get(change.target) ?? -1;
    switch (change.kind) {
      case "set":
        return change.value === undefined ? [target, change.key] : [target, change.key, this.write(change.value)];
      case "delete":
        return [target, change.key];
      default:
        return [target, change.start, change.deleted, change.added.map((item) => this.write(item))];
    }
  }

  /** Throws a `TypeError` for what was not written by a log. */
  read(written: Json): unknown {
    if (typeof written !== "object" || written === null) return written;
    if (Array.isArray(written)) {
      const array: unknown[] = [];
      this.#number(array);
      for (const item of written) array.push(this.read(item));
      return array;
    }
    const { $: mark } = written;
    if (typeof mark === "number") return this.#object(mark);
    const object = {};
    this.#number(object);
    const members = typeof mark === "object" && mark !== null ? mark : written;
    for (const [name, member] of Object.entries(members)) {
      const value = this.read(member);
      // As JSON.parse does it: a member of this name is one like any other.
      if (name === "__proto__")
        Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
      else Reflect.set(object, name, value);
    }
    return object;
  }

  /** Carries out a change that was written. Throws a `TypeError` for what is none. */
  readChange(written: Json): void {
    if (!Array.isArray(written)) throw new TypeError("A change is a list.");
    const [number, key, value, added] = written;
    const target = this.#object(number);
    if (typeof key === "number" && Array.isArray(target) && Array.isArray(added)) {
      target.splice(key, Number(value), ...added.map((item) => this.read(item)));
    } else if (typeof key !== "string") throw new TypeError("A change names a member.");
    else if (value === undefined) Reflect.deleteProperty(target, key);
    else Reflect.set(target, key, this.read(value));
  }

  #number(object: object): void {
    this.#numbers.set(object, this.#count++);
    this.#objects?.push(object);
  }

  #object(number: Json | undefined): object {
    const object = typeof number === "number" ? this.#objects?.[number] : undefined;
    if (object === undefined) throw new TypeError(`There is no object ${JSON.stringify(number)}.`);
    return object;
  }
}
