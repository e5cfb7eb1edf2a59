import { expect, test } from "vitest";
import { describeDifference } from "../../../src/runner/resources/describe-difference.ts";
import { differenceOf, isNothing } from "../../../src/runner/resources/difference.ts";
import type { Inventory } from "../../../src/runner/resources/inventory.ts";
import { look, smallKinds, thing } from "./small-resources.ts";

const words = (before: Inventory, after: Inventory): string[] =>
  describeDifference(smallKinds, differenceOf(before, after));

test("two looks at the same are no difference, in whatever order", () => {
  const [a, b] = [thing("a", { properties: { tags: { x: "1", y: "2" } } }), thing("b")];
  const other = thing("a", { properties: { tags: { y: "2", x: "1" } } });
  expect(isNothing(differenceOf(look([a, b]), look([b, other])))).toBe(true);
});

test("another one of the same name is not the same one", () => {
  expect(words(look([thing("1", { address: "a" })]), look([thing("2", { address: "a" })]))).toEqual([
    "+ box a",
    "- box a",
  ]);
});

test("what changed is told by property, from what to what", () => {
  const [before, after] = [7, 90].map((retentionDays) => thing("a", { properties: { retentionDays, colour: "red" } }));
  expect(words(look(before ? [before] : []), look(after ? [after] : []))).toEqual(["~ box a: retention days 7 → 90"]);
});

test("to be deleted, recovered and purged are steps of the same thing", () => {
  const [live, deleted] = [thing("a"), thing("a", { state: "deleted", until: "2026-12-01T00:00:00Z" })];
  expect(words(look([live]), look([deleted]))).toEqual(["- box a, can be recovered until 2026-12-01"]);
  expect(words(look([deleted]), look([live]))).toEqual(["+ box a, recovered"]);
  expect(words(look([deleted]), look([]))).toEqual(["- box a, for good"]);
});

test("what a deleted one does not tell any more has not changed", () => {
  const live = thing("a", { properties: { colour: "red", size: 1 } });
  const deleted = thing("a", { state: "deleted", properties: { size: 1, code: "x" } });
  expect(differenceOf(look([live]), look([deleted])).changed).toMatchObject([{ properties: [] }]);
});

test("a deleted form whose identity the service forgot is known by its ID", () => {
  const [live, deleted] = [thing("1", { id: "/x" }), thing("2", { id: "/X", state: "deleted" })];
  expect(differenceOf(look([live]), look([deleted]))).toMatchObject({
    made: [],
    gone: [],
    changed: [{ before: live, after: deleted }],
  });
});

test("what holds something is told before what it holds", () => {
  expect(words(look([]), look([thing("n", { kind: "note" }), thing("b")]))).toEqual(["+ box b", "+ note n"]);
});

test("what could not be seen before has not come into being, unless it was made since", () => {
  const unread = [{ kind: "note", what: "the notes", needs: "eyes", within: "b" }];
  const old = thing("old", { kind: "note", goesWith: "b", createdAt: "2026-11-24T11:00:00Z" });
  const fresh = thing("fresh", { kind: "note", goesWith: "b", createdAt: "2026-11-24T12:00:00Z" });
  const elsewhere = thing("elsewhere", { kind: "note", goesWith: "c" });
  const { made, unseen } = differenceOf(look([], { unread }), look([old, fresh, elsewhere]));
  expect([made.map(({ identity }) => identity), unseen]).toEqual([["fresh", "elsewhere"], unread]);
});

test("what cannot be seen any more is not gone", () => {
  const unread = [{ kind: "note", what: "all notes", needs: "eyes" }];
  const { gone, unseen } = differenceOf(look([thing("n", { kind: "note" }), thing("b")]), look([], { unread }));
  expect([gone.map(({ identity }) => identity), unseen]).toEqual([["b"], unread]);
});

test("a look at some kinds only is compared by those", () => {
  const note = thing("n", { kind: "note", createdAt: "2026-11-24T12:00:01Z" });
  const [all, boxes] = [look([thing("b"), note]), look([thing("c")], { kinds: ["box"] })];
  expect(words(all, boxes)).toEqual(["+ box c", "- box b"]);
  expect(words(boxes, all)).toEqual(["+ box b", "- box c"]);
});
