import { expect, test } from "vitest";
import { notes } from "../notes.ts";

test("hint shows what is known to go wrong in the step of an id or a number", async () => {
  const world = notes();
  const named = await world.surestep(["hint", "left"]);
  expect(named.exitCode).toBe(0);
  expect(named.stdout).toMatch(
    /^1 Write the left note\n\n {2}There is no paper\.\n\n {2}→ Buy some\.\n\n {4}\(https:\/\/example\.com\/paper\)/,
  );
  expect(await world.surestep(["hint", "1"])).toEqual(named);
});

test("hint says that nothing is known to go wrong where that is so", async () => {
  expect((await notes().surestep(["hint", "right"])).stdout).toContain("Nothing is known to go wrong here.");
});

test("hint is refused for a step that there is not, and without a step where no run is under way", async () => {
  const world = notes();
  const unknown = await world.surestep(["hint", "middle"]);
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr).toContain("The steps are 1 left, 2 right, 3 both, 4 clean-up.");
  const none = await world.surestep(["hint"]);
  expect(none.exitCode).toBe(2);
  expect(none.stderr).toContain("Name one: left, right, both, clean-up.");
});
