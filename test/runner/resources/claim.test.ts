import { expect, test } from "vitest";
import type { Declared } from "../../../src/tutorial/declaration.ts";
import type { Resource } from "../../../src/tutorial/resource.ts";
import { claimInterrupted } from "../../../src/runner/resources/claim.ts";
import { differenceOf } from "../../../src/runner/resources/difference.ts";
import { look, thing } from "./small-resources.ts";

const declared: Declared[] = [{ verb: "makes", kind: "box", address: "mine", state: "live", expected: {}, usual: {} }];
const window = { from: "2026-11-24T12:00:00.700Z", to: "2026-11-24T12:10:00Z" };
const witness = { runId: "run", signedIn: ["me"], isAlone: false, owned: [] };
const then = "2026-11-24T12:05:00Z";

function claim(...made: Resource[]) {
  const now = look(made);
  const { ours, unclear } = claimInterrupted(differenceOf(look([]), now), declared, now, window, witness);
  return { ours: ours.map(({ identity }) => identity), unclear: unclear.map(({ identity }) => identity) };
}

test.each([
  ["bears the run's mark is its own", { runId: "run" }, true],
  ["the signed-in identity made while the step ran is its own", { createdBy: "ME", createdAt: then }, true],
  ["was made in the second of the intent is its own", { createdBy: "me", createdAt: "2026-11-24T12:00:00Z" }, true],
  ["has the name alone is not", {}, false],
  ["somebody else made is not", { createdBy: "you", createdAt: then }, false],
  ["the signed-in identity made later is not", { createdBy: "me", createdAt: "2026-11-24T13:00:00Z" }, false],
  ["the signed-in identity made before is not", { createdBy: "me", createdAt: "2026-11-24T11:59:59Z" }, false],
  ["bears another run's mark is not", { runId: "other", createdBy: "me", createdAt: then }, false],
])("what %s", (_, more, isOurs) => {
  const found = claim(thing("1", { address: "Mine", ...more }));
  expect(found).toEqual(isOurs ? { ours: ["1"], unclear: [] } : { ours: [], unclear: ["1"] });
});

test("what hangs on something that is claimed is claimed with it, at every depth", () => {
  const box = thing("box", { address: "mine", runId: "run" });
  const inner = thing("inner", { goesWith: "box" });
  const note = thing("note", { kind: "note", goesWith: "inner" });
  expect(claim(note, inner, box)).toEqual({ ours: ["note", "inner", "box"], unclear: [] });
});

test("what others made meanwhile is neither", () => {
  expect(claim(thing("theirs", { createdBy: "you", createdAt: then }))).toEqual({ ours: [], unclear: [] });
});
