import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { doUntil } from "./done-step.ts";

const done = await doUntil("install-packages");
afterAll(() => done.close());
const { project } = done.run.folder;
const packages = join(project, "node_modules");

test("it holds while both packages can be loaded from the project", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not without them", async () => {
  renameSync(packages, `${packages}.away`);
  const broken = await done.broken();
  renameSync(`${packages}.away`, packages);
  expect(broken).toHaveLength(2);
  expect(broken[0]).toContain("nothing, from MODULE_NOT_FOUND");
});

test("nor when they are found in a folder above, which hides that the installation failed", async () => {
  renameSync(packages, join(dirname(project), "node_modules"));
  const broken = await done.broken();
  renameSync(join(dirname(project), "node_modules"), packages);
  expect(broken).toHaveLength(2);
  expect(broken[0]).toContain(`function, from ${dirname(project)}`);
});

test("nor when what is there is something else", async () => {
  renameSync(packages, `${packages}.away`);
  mkdirSync(join(packages, "@azure/identity"), { recursive: true });
  writeFileSync(join(packages, "@azure/identity/index.js"), "module.exports = {};");
  const broken = await done.broken();
  rmSync(packages, { recursive: true });
  renameSync(`${packages}.away`, packages);
  expect(broken[1]).toContain("undefined, from");
});
