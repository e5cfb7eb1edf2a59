import { existsSync, realpathSync } from "node:fs";
import { expect, test } from "vitest";
import { groupTutorial } from "../live.ts";
import { notes } from "../notes.ts";
import { leftInUse, smallWorld } from "../small-world.ts";

test("shell opens the reader's own in the run's project, led to the run's Azure and without the reader's own, and passes its exit code on", async () => {
  const world = smallWorld(groupTutorial);
  await world.surestep(["tutorial", "--yes", "--until", "group"]);
  const typed = [
    ...['echo "in $(pwd)"', 'echo "az $(command -v az)"', 'echo "to $HTTPS_PROXY of $AZURE_CONFIG_DIR"'],
    ...['echo "secret ${AZURE_CLIENT_SECRET:-none}, note $NOTE"', "exit 7\n"],
  ].join("\n");
  // What is the reader's own and nothing of Azure stays.
  const env = { SHELL: "/bin/sh", AZURE_CLIENT_SECRET: "own", NOTE: "own" };
  const { exitCode, stdout } = await world.surestep(["shell"], { stdin: typed, env });
  expect(exitCode).toBe(7);
  expect(stdout).toContain(`A shell for run ${world.runs()[0]}; exit ends it.`);
  expect(stdout).toContain(`in ${realpathSync(world.inRun("project"))}\n`);
  expect(stdout).toContain(`az ${world.inRun("azure", "bin", "az")}\n`);
  expect(stdout).toMatch(/to http:\/\/surestep:[\w-]{32}@127\.0\.0\.1:\d+ of .*\/azure\/az\n/);
  expect(stdout).toContain("secret none, note own");
  expect(leftInUse(world)).toEqual([]);
});

test("shell is refused where there is no run", async () => {
  const world = notes();
  const { exitCode, stderr } = await world.surestep(["shell"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("There is no unfinished run");
  expect(existsSync(world.inRun())).toBe(false);
});
