import { expect, test } from "vitest";
import { inTheWay } from "../../../src/runner/resources/in-the-way.ts";
import type { Declared } from "../../../src/tutorial/declaration.ts";
import type { Resource } from "../../../src/tutorial/resource.ts";
import { look, smallKinds, thing } from "./small-resources.ts";

const declared: Declared[] = [{ verb: "makes", kind: "box", address: "mine", state: "live", expected: {}, usual: {} }];

const words = (there: Resource[], owned: Resource[] = [], kinds = smallKinds): string[] =>
  inTheWay(declared, look(there), owned, kinds).map((each) => each.words);

test("what has a declared name is in the way, with when it was made and by whom, whatever the case", () => {
  const theirs = thing("1", { address: "Mine", createdAt: "2020-01-02T03:04:05Z", createdBy: "you" });
  expect(words([theirs, thing("other"), thing("2", { kind: "note", address: "mine" })])).toEqual([
    "box Mine, made 2020-01-02T03:04:05Z by you",
  ]);
});

test("what the run owns is not, but another one of that name is", () => {
  const [own, theirs] = [thing("1", { address: "mine" }), thing("2", { address: "mine", createdBy: "you" })];
  expect(words([own, theirs], [own])).toEqual(["box mine, made by you"]);
});

test("a deleted one is in the way where it keeps its name taken", () => {
  const deleted = thing("1", { address: "mine", state: "deleted" });
  expect(words([deleted])).toEqual(["box mine"]);
  expect(
    words(
      [deleted],
      [],
      smallKinds.map((kind) => Object.assign({}, kind, { reservesName: false })),
    ),
  ).toEqual([]);
});

test("what a step changes or removes is not in its way", () => {
  const changing = declared.map((each): Declared => Object.assign({}, each, { verb: "changes" }));
  expect(inTheWay(changing, look([thing("1", { address: "mine" })]), [], smallKinds)).toEqual([]);
});
