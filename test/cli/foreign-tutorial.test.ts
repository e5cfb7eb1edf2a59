import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { notes } from "./notes.ts";
import type { SmallWorld } from "./small-world.ts";

/** A tutorial of somebody else's, of which a step's code leaves a trace when it is loaded. */
function foreign(): { world: SmallWorld; wasLoaded(): boolean } {
  const world = notes();
  const trace = join(world.cwd, "trace");
  mkdirSync(join(world.cwd, "steps"));
  const code = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(trace)}, "");\nexport default {};\n`;
  writeFileSync(join(world.cwd, "steps", "left.ts"), code);
  return { world, wasLoaded: () => existsSync(trace) };
}

test("a tutorial that does not come with Surestep is not run, nor its code loaded, where nobody can be asked", async () => {
  const { world, wasLoaded } = foreign();
  const { exitCode, stderr } = await world.surestep(["tutorial"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("tutorial.yaml does not come with Surestep, and nobody is here to be asked");
  expect(stderr).toContain("--yes");
  expect([world.runs(), wasLoaded()]).toEqual([[], false]);
});

test("what only looks at a tutorial loads none of its code", async () => {
  const { world, wasLoaded } = foreign();
  for (const command of ["plan", "list"]) expect((await world.surestep([command])).exitCode).toBe(0);
  expect(wasLoaded()).toBe(false);
  expect((await world.surestep(["tutorial", "--yes", "--until", "left"])).exitCode).toBe(0);
  expect(wasLoaded()).toBe(true);
});

test("a run that was asked for is gone on with without a question, but for a tutorial that was changed since", async () => {
  const { world } = foreign();
  await world.surestep(["tutorial", "--yes", "--until", "left"]);
  expect(await world.surestep(["tutorial", "--until", "right"])).toMatchObject({ exitCode: 0, stderr: "" });
  appendFileSync(join(world.cwd, "steps", "left.ts"), "// changed\n");
  const { exitCode, stderr } = await world.surestep(["tutorial"]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("does not come with Surestep")]);
});
