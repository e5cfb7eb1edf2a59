import { expect, test } from "vitest";
import { removalPlan } from "../../../src/runner/resources/removal-plan.ts";
import type { Resource } from "../../../src/tutorial/resource.ts";
import { look, smallKinds, thing } from "./small-resources.ts";

const lines = (owned: Resource[], there: Resource[]): string[] =>
  removalPlan(owned, look(there), smallKinds).removals.flatMap(({ commands }) =>
    commands.map((each) => each.join(" ")),
  );

test("what hangs on something goes along with it, by itself where that stays", () => {
  const [box, note] = [thing("b"), thing("n", { kind: "note", goesWith: "b" })];
  expect(lines([box, note], [box, note])).toEqual(["close b"]);
  expect(lines([note], [box, note])).toEqual(["tear n"]);
});

test("what is only about something is removed before it", () => {
  const [box, note] = [thing("b"), thing("n", { kind: "note", belongsTo: "b" })];
  expect(lines([box, note], [box, note])).toEqual(["tear n", "close b"]);
});

test("live ones are removed before deleted ones", () => {
  const [live, deleted] = [thing("live"), thing("n", { kind: "note", state: "deleted" })];
  expect(lines([deleted, live], [deleted, live])).toEqual(["close live", "burn n"]);
});

test("what is owned and called otherwise by now is removed under its new name", () => {
  expect(lines([thing("1", { address: "old" })], [thing("1", { address: "new" })])).toEqual(["close new"]);
});

test("a deletion under way shows both forms, and the live one counts", () => {
  expect(lines([thing("a")], [thing("a", { state: "deleted" }), thing("a")])).toEqual(["close a"]);
});

test("what holds a box of somebody else's stays, and so does what holds that", () => {
  const [outer, inner, theirs] = [
    thing("outer"),
    thing("inner", { goesWith: "outer" }),
    thing("theirs", { goesWith: "inner" }),
  ];
  const { removals, kept } = removalPlan([outer, inner], look([outer, inner, theirs]), smallKinds);
  expect([removals, kept.map(({ resource }) => resource.identity)]).toEqual([[], ["outer", "inner"]]);
});

test("a note of somebody else's keeps nothing, and neither does what is deleted already", () => {
  const box = thing("b");
  const notes = [thing("n", { kind: "note", goesWith: "b" }), thing("d", { state: "deleted", goesWith: "b" })];
  expect(lines([box], [box, ...notes])).toEqual(["close b"]);
});

test("what only time removes is a survivor, with the date and the reason that was declared", () => {
  const box = thing("b", { address: "kept", state: "deleted", until: "2026-12-01T00:00:00Z" });
  const survives = { until: "seven days later", why: "it is protected" };
  const declared = [
    { verb: "makes" as const, kind: "box", address: "Kept", state: "live" as const, expected: {}, usual: {}, survives },
  ];
  expect(removalPlan([box], look([box]), smallKinds, declared)).toMatchObject({
    removals: [],
    survivors: [{ resource: box, until: "2026-12-01T00:00:00Z", why: "it is protected" }],
  });
});
