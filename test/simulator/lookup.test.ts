import { describe, expect, test } from "vitest";
import { findAllBy, findBy, remove, sortedBy } from "../../src/simulator/lookup.ts";
import { watch } from "../../src/simulator/watch.ts";

interface Item {
  name: string;
  group: string;
  inner: { id: string };
}

function items(count: number): Item[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `N${at}`,
    group: at % 2 ? "odd" : "even",
    inner: { id: `I${at}` },
  }));
}

/** Short arrays are looked through, long ones of a state have an index: the one must not differ from the other. */
const arrays: [what: string, make: () => Item[]][] = [
  ["a short array", () => items(10)],
  ["a long array", () => items(100)],
  ["a short array of a state", () => watch({ items: items(10) }, () => undefined).items],
  ["a long array of a state", () => watch({ items: items(100) }, () => undefined).items],
];

describe.each(arrays)("in %s", (_what, make) => {
  test("an item is found in any case, by a member or a member of a member", () => {
    const array = make();
    expect(findBy(array, "name", "n7")).toBe(array[7]);
    expect(findBy(array, "inner.id", "i7")).toBe(array[7]);
    expect(findBy(array, "name", "constructor")).toBeUndefined();
    expect(findAllBy(array, "group", "ODD")).toEqual(array.filter(({ group }) => group === "odd"));
  });

  test("the lookup follows each way to change it", () => {
    const array = make();
    const names = (): string[] => findAllBy(array, "group", "new").map(({ name }) => name);
    const order = (): string[] => sortedBy(array, "name").map(({ name }) => name);
    const add = (name: string): number => array.push({ name, group: "new", inner: { id: name } });
    const ordered = (): string[] =>
      array.map(({ name }) => name).toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    expect([names(), order()]).toEqual([[], ordered()]);
    for (const name of ["b", "a", "z", "n55x"]) add(name);
    expect([names(), order()]).toEqual([["b", "a", "z", "n55x"], ordered()]);
    for (const item of findAllBy(array, "group", "new").slice(1, 2)) remove(array, item);
    for (const item of array.slice(3, 4)) remove(array, item);
    expect([names(), order(), findBy(array, "name", "n3")]).toEqual([["b", "z", "n55x"], ordered(), undefined]);
    for (const item of findAllBy(array, "name", "z")) remove(array, item);
    add("y");
    expect([names(), order()]).toEqual([["b", "n55x", "y"], ordered()]);
    array.splice(
      0,
      2,
      { name: "s", group: "new", inner: { id: "s" } },
      { name: "t", group: "new", inner: { id: "t" } },
    );
    expect([names(), order()]).toEqual([["s", "t", "b", "n55x", "y"], ordered()]);
    array.reverse();
    expect([names(), order()]).toEqual([["y", "n55x", "b", "t", "s"], ordered()]);
    array[0] = { name: "c", group: "new", inner: { id: "c" } };
    expect([names(), order()]).toEqual([["c", "n55x", "b", "t", "s"], ordered()]);
    array.length = 2;
    expect([names(), order()]).toEqual([
      ["c", "n55x"],
      ["c", "n55x"],
    ]);
  });
});

test("what is found in a state can be changed, and the change is noticed", () => {
  const changes: unknown[] = [];
  const { items: array } = watch({ items: items(100) }, (change) => changes.push(change));
  Object.assign(findBy(array, "name", "N70") ?? {}, { group: "another" });
  expect(changes).toEqual([
    { kind: "set", target: expect.objectContaining({ name: "N70" }), key: "group", value: "another" },
  ]);
});
