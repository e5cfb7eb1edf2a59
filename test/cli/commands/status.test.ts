import { rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { notes } from "../notes.ts";
import { leftInUse } from "../small-world.ts";

test("status shows where each step stands and what exists by its owner, asked of the world and not of the journal", async () => {
  const world = notes();
  await world.surestep(["tutorial", "--yes", "--until", "right"]);
  const before = world.journal();
  const { exitCode, stdout } = await world.surestep(["status"]);
  expect(exitCode).toBe(0);
  expect(stdout.split("\n")).toEqual([
    ...[`Run ${world.runs()[0]}`, ""],
    ...["   1 left      done             1 checks hold", "   2 right     done             1 checks hold"],
    ...["   3 both      pending", "   4 clean-up  pending", ""],
    ...["  Of this run, and 'surestep clean-up' would remove it:", "    - file left (0 bytes, 0644)"],
    ...["    - file right (0 bytes, 0644)", "  Before the run there were 0 resources; it touches none of them.", ""],
  ]);
  expect(world.journal()).toEqual(before);
  expect(leftInUse(world)).toEqual([]);
});

test("status ends with exit code 1 where a step that was done no longer holds, and says so as JSON", async () => {
  const world = notes();
  await world.surestep(["tutorial", "--yes", "--until", "left"]);
  rmSync(world.inRun("project", "left"));
  writeFileSync(world.inRun("project", "stray"), "");
  const { exitCode, stdout } = await world.surestep(["status", "--json", "--run", world.runs()[0] ?? ""]);
  expect(exitCode).toBe(1);
  const status = JSON.parse(stdout);
  expect(status.run).toBe(world.runs()[0]);
  expect(status.steps[0]).toMatchObject({
    ...{ id: "left", state: "no longer holds", detail: "file left: not there" },
  });
  expect(status.inventory).toEqual({
    ...{ own: [], lost: ["file left (0 bytes, 0644)"], before: 0, unseen: [] },
    others: [expect.stringMatching(/^file stray \(0 bytes, 0644\), made \d{4}-/)],
  });
});

test("status of a run that was cleaned up says that nothing of it exists", async () => {
  const world = notes();
  await world.surestep(["tutorial", "--yes"]);
  const { exitCode, stdout } = await world.surestep(["status", "--run", world.runs()[0] ?? ""]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/4 clean-up +done\n/);
  expect(stdout).toContain("Nothing of this run exists.");
});

test("status is refused where there is no run", async () => {
  const { exitCode, stdout, stderr } = await notes().surestep(["status", "--json"]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("There is no unfinished run");
});
