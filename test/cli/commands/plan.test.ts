import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Plan } from "../../../src/runner/plan.ts";
import { notes } from "../notes.ts";

test("plan shows as JSON the inputs and each step's commands, and touches nothing", async () => {
  const world = notes();
  const { exitCode, stdout } = await world.surestep(["plan", "--json", "--set", "leftName=other"]);
  expect(exitCode).toBe(0);
  const plan: Plan = JSON.parse(stdout);
  expect(plan.inputs).toEqual({ leftName: "other" });
  expect(plan.steps[0]).toMatchObject({ number: 1, id: "left", run: [{ command: "npm exec touch other" }] });
  expect(plan.steps.map(({ makes }) => makes)).toEqual([["file other"], ["file right"], ["file both"], []]);
  expect(plan.steps.map(({ id }) => id)).toEqual(["left", "right", "both", "clean-up"]);
  expect(existsSync(join(world.cwd, ".surestep"))).toBe(false);
});

test("plan shows for a reader the inputs, each step with its commands, and what is removed in the end", async () => {
  const { stdout } = await notes().surestep(["plan"]);
  expect(stdout).toMatch(/^Inputs\n {2}leftName {2}left {2}name of the left note\n/);
  expect(stdout).toContain("3 Write the note of both\n  $ npm exec cp left both\n");
  expect(stdout).toMatch(/4 Clean up\n\s+- removes file both\n\s+- removes file right\n\s+- removes file left\n$/);
});

test("plan refuses an input that there is not, and one that breaks its rule", async () => {
  const world = notes();
  expect(await world.surestep(["plan", "--set", "name=x"])).toMatchObject({ exitCode: 2, stdout: "" });
  const { exitCode, stderr } = await world.surestep(["plan", "--set", "leftName=7"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("A name has letters.");
});
