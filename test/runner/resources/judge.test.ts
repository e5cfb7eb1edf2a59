import { describe, expect, test } from "vitest";
import type { Declared } from "../../../src/tutorial/declaration.ts";
import { exactly, type Resource } from "../../../src/tutorial/resource.ts";
import { differenceOf } from "../../../src/runner/resources/difference.ts";
import { judgeDifference, type Evidence, type Judgement } from "../../../src/runner/resources/judge.ts";
import { look, smallKinds, thing } from "./small-resources.ts";

const makes: Declared = {
  usual: {},
  verb: "makes",
  kind: "box",
  address: "a",
  state: "live",
  expected: { colour: exactly("red") },
};
const red = { properties: { colour: "red" } };

function judge(before: Resource[], after: Resource[], declared: Declared[], more: Partial<Evidence> = {}): Judgement {
  const evidence = {
    kinds: smallKinds,
    before: look(before),
    after: look(after),
    runId: "run",
    signedIn: ["me"],
    isAlone: false,
    owned: [],
  };
  return judgeDifference(differenceOf(evidence.before, evidence.after), declared, { ...evidence, ...more });
}

const wrong = ({ checks }: Judgement): string[] =>
  checks.filter(({ ok }) => !ok).map(({ title, expected, actual }) => `${title}: ${expected}, not ${actual}`);

test("what a step beside makes and deletes is its own affair, also while it is still there", () => {
  const beside: Declared[] = [{ ...makes, address: "b", state: "deleted" }];
  const [asked, live] = [thing("1", { address: "a", ...red }), thing("2", { address: "b" })];
  for (const other of [live, { ...live, state: "deleted" as const }]) {
    const judged = judge([], [asked, other], [makes], { beside, isAlone: true });
    expect([wrong(judged), judged.owns]).toEqual([[], [asked]]);
  }
  expect(wrong(judge([], [asked, live], [makes], { isAlone: true }))).toHaveLength(1);
});

describe("a resource that a step makes", () => {
  test("has come into being as asked, and is owned", () => {
    const judged = judge([], [thing("1", { address: "A", ...red })], [{ ...makes, as: "boxId" }]);
    expect([wrong(judged), judged.owns.map(({ identity }) => identity), judged.values]).toEqual([
      [],
      ["1"],
      { boxId: "1" },
    ]);
  });

  test("is red before: where it is not, and where it was there already", () => {
    expect(wrong(judge([], [], [makes]))).toEqual(["box a: there, not not there"]);
    const theirs = thing("1", { address: "a", ...red, createdAt: "2020-01-01T00:00:00Z", createdBy: "you" });
    expect(wrong(judge([theirs], [theirs], [makes]))).toEqual([
      "box a: there, not one that was there before, made 2020-01-01T00:00:00Z by you",
    ]);
  });

  test("is somebody else's where they made it meanwhile", () => {
    const judged = judge([], [thing("1", { address: "a", ...red, createdBy: "you" })], [makes]);
    expect([wrong(judged), judged.owns]).toEqual([["box a: there, not somebody else's, made by you"], []]);
    const marked = judge([], [thing("1", { address: "a", ...red, createdBy: "me", runId: "other" })], [makes]);
    expect(marked.owns).toEqual([]);
  });

  test("is the marked one where two have the name", () => {
    const [other, marked] = [thing("1", { address: "a", ...red }), thing("2", { address: "a", ...red, runId: "run" })];
    const judged = judge([], [other, marked], [makes]);
    expect([judged.owns, judged.others.made]).toEqual([[marked], [other]]);
  });

  test("is the one that the run owns when the step is repeated", () => {
    const own = thing("1", { address: "a", ...red });
    expect(wrong(judge([own], [own], [makes], { owned: [own] }))).toEqual([]);
  });

  test("is unknown where the reader may not look", () => {
    const unread = [{ kind: "box", what: "the boxes", needs: "a lamp" }];
    expect(wrong(judge([], [], [makes], { after: look([], { unread }) }))).toEqual([
      "box a: there, not unknown: to see the boxes takes a lamp",
    ]);
  });

  test("may be made and deleted in one step", () => {
    const deleted = thing("1", { address: "a", state: "deleted" });
    expect(wrong(judge([], [deleted], [{ ...makes, state: "deleted" }]))).toEqual([]);
    expect(wrong(judge([], [deleted], [makes]))).toEqual(["box a: there, not deleted"]);
  });
});

describe("a resource that a step changes", () => {
  const changes: Declared = { ...makes, verb: "changes" };
  const [blue, other] = [
    thing("a", { properties: { colour: "blue", size: 1 } }),
    thing("a", { properties: { colour: "red", size: 2 } }),
  ];

  test("is as asked then, and not owned for it", () => {
    const judged = judge([blue], [thing("a", { properties: { colour: "red", size: 1 } })], [changes]);
    expect([wrong(judged), judged.owns]).toEqual([[], []]);
  });

  test("is red before, and nothing else of it changes", () => {
    expect(wrong(judge([blue], [blue], [changes]))).toEqual(["box a: colour: red, not colour: blue"]);
    expect(wrong(judge([blue], [other], [changes]))).toEqual(["not asked for: size of box a: 1, not 2"]);
  });
});

describe("a resource that a step removes", () => {
  const removes: Declared = { verb: "removes", kind: "box", address: "a", state: "deleted", expected: {}, usual: {} };
  const [live, deleted] = [thing("a"), thing("a", { state: "deleted" })];

  test("is deleted then, or gone where that was asked for", () => {
    expect(wrong(judge([live], [deleted], [removes]))).toEqual([]);
    expect(wrong(judge([live], [], [{ ...removes, state: "gone" }]))).toEqual([]);
    expect(wrong(judge([live], [deleted], [{ ...removes, state: "gone" }]))).toEqual([
      "box a is gone: gone, not deleted",
    ]);
  });

  test("is red before: while it is there, and where it never was", () => {
    expect(wrong(judge([live], [live], [removes]))).toEqual(["box a is deleted: deleted, not live"]);
    expect(wrong(judge([], [], [removes]))).toEqual(["box a is deleted: deleted, not it was not there"]);
  });

  test("takes along what hangs on it, and nothing else", () => {
    const [inside, beside] = [thing("n", { kind: "note", goesWith: "a" }), thing("b")];
    const judged = judge([live, inside, beside], [deleted], [removes], { isAlone: true });
    expect(wrong(judged).map((line) => line.split(": ")[1])).toEqual(["- box b"]);
  });

  test("has been removed where the step is repeated after that", () => {
    expect(wrong(judge([], [], [{ ...removes, state: "gone" }], { owned: [live] }))).toEqual([]);
  });
});

describe("what was not asked for", () => {
  const box = thing("1", { address: "a", ...red });

  test("is the run's where it hangs on what the step has just made", () => {
    const note = thing("n", { kind: "note", goesWith: "1" });
    const judged = judge([], [box, note], [makes]);
    expect([wrong(judged), judged.owns]).toEqual([
      ["not asked for: + note n: no such difference, not + note n"],
      [box, note],
    ]);
  });

  test("fails but is not owned where the signed-in identity made it, by whichever window", () => {
    const own = thing("x", { createdBy: "ME" });
    const judged = judge([], [box, own], [makes]);
    expect([wrong(judged).length, judged.owns, judged.unclear]).toEqual([1, [box], [own]]);
  });

  test("is told where others did it or nobody knows who", () => {
    const [theirs, unknown] = [thing("t", { createdBy: "you" }), thing("u")];
    const changed = thing("c", { properties: { size: 1 }, changedBy: "you" });
    const judged = judge(
      [changed, thing("g")],
      [theirs, unknown, thing("c", { properties: { size: 2 }, changedBy: "you" })],
      [],
    );
    expect(wrong(judged)).toEqual([]);
    expect([judged.others.made, judged.others.changed.length, judged.others.gone.length]).toEqual([
      [theirs, unknown],
      1,
      1,
    ]);
  });

  test("is a change by the signed-in identity to somebody else's", () => {
    const before = thing("c", { properties: { size: 1 }, changedBy: "me", changedAt: "2026-11-24T11:00:00Z" });
    const after = thing("c", { properties: { size: 2 }, changedBy: "me", changedAt: "2026-11-24T12:00:01Z" });
    const unknown = thing("c", { properties: { size: 2 }, changedBy: "me", changedAt: "2026-11-24T11:00:00Z" });
    expect(wrong(judge([before], [unknown], []))).toEqual([]);
    expect(wrong(judge([before], [after], [])).map((line) => line.split(": ").slice(1, 3).join(": "))).toEqual([
      "~ box c: size 1 → 2",
    ]);
  });

  test("is everything in a cloud of the run's own", () => {
    expect(judge([], [thing("u", { createdBy: "you" })], [], { isAlone: true }).owns).toHaveLength(1);
  });
});
