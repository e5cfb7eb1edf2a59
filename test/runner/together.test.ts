import { describe, expect, test } from "vitest";
import { workTogether } from "../../src/runner/together.ts";

/** Works on items that end only when they are told to. `needs` are written as "item: what it needs". */
function begin(items: readonly string[], { jobs, needs = {} }: { jobs: number; needs?: Record<string, string[]> }) {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<boolean>>();
  const all = workTogether(items, {
    jobs,
    needs: (item) => needs[item] ?? [],
    work(item) {
      begun.push(item);
      const end = Promise.withResolvers<boolean>();
      ends.set(item, end);
      return end.promise;
    },
  });
  all.catch(() => {});
  /** Lets an item end, and what can begin then begin. */
  const end = async (item: string, how: boolean | Error = true): Promise<void> => {
    if (how instanceof Error) ends.get(item)?.reject(how);
    else ends.get(item)?.resolve(how);
    await new Promise(setImmediate);
  };
  return { all, begun, end };
}

describe("items are worked on together", () => {
  test("as many at once as there may be, those that stand first before others", async () => {
    const { all, begun, end } = begin(["a", "b", "c", "d"], { jobs: 2 });
    expect(begun).toEqual(["a", "b"]);
    await end("b");
    expect(begun).toEqual(["a", "b", "c"]);
    await end("a");
    expect(begun).toEqual(["a", "b", "c", "d"]);
    await end("c");
    await end("d");
    await all;
  });

  test("one after the other where only one may be under way", async () => {
    const { all, begun, end } = begin(["a", "b", "c"], { jobs: 1 });
    for (const [item, soFar] of [
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ] as const) {
      expect(begun).toHaveLength(soFar);
      await end(item);
    }
    await all;
  });

  test("each once what it needs is through, and others meanwhile", async () => {
    const needs = { b: ["a"], d: ["b", "c"] };
    const { all, begun, end } = begin(["a", "b", "c", "d"], { jobs: 4, needs });
    expect(begun).toEqual(["a", "c"]);
    await end("c");
    expect(begun).toEqual(["a", "c"]);
    await end("a");
    expect(begun).toEqual(["a", "c", "b"]);
    await end("b");
    expect(begun).toEqual(["a", "c", "b", "d"]);
    await end("d");
    await all;
  });

  test("whatever stands first, be it that it needs one that stands later", async () => {
    const { all, begun, end } = begin(["a", "b"], { jobs: 1, needs: { a: ["b"] } });
    expect(begun).toEqual(["b"]);
    await end("b");
    expect(begun).toEqual(["b", "a"]);
    await end("a");
    await all;
  });

  test("without waiting for what is needed but not among them", async () => {
    const { all, begun, end } = begin(["b"], { jobs: 1, needs: { b: ["a"] } });
    expect(begun).toEqual(["b"]);
    await end("b");
    await all;
  });

  test("and none at all is no work", async () => {
    await expect(begin([], { jobs: 2 }).all).resolves.toBeUndefined();
  });
});

describe("one that fails", () => {
  test("lets what is under way end, and nothing new begins", async () => {
    const { all, begun, end } = begin(["a", "b", "c"], { jobs: 2 });
    let isOver = false;
    void all.then(() => (isOver = true));
    await end("a", false);
    expect([begun, isOver]).toEqual([["a", "b"], false]);
    await end("b");
    expect([begun, isOver]).toEqual([["a", "b"], true]);
  });

  test("with an error does the same, and the first error is thrown once all have ended", async () => {
    const { all, begun, end } = begin(["a", "b", "c", "d"], { jobs: 3 });
    let isOver = false;
    void all.catch(() => (isOver = true));
    await end("b", new Error("the first"));
    await end("a", new Error("the second"));
    expect([begun, isOver]).toEqual([["a", "b", "c"], false]);
    await end("c");
    await expect(all).rejects.toThrow("the first");
    expect(begun).toEqual(["a", "b", "c"]);
  });
});

test("items that need each other in a circle are an error, not a wait for ever", async () => {
  const { all, begun } = begin(["a", "b"], { jobs: 2, needs: { a: ["b"], b: ["a"] } });
  await expect(all).rejects.toThrow("items need each other in a circle");
  expect(begun).toEqual([]);
});
