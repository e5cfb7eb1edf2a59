import { writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { doUntil } from "./done-step.ts";

const done = await doUntil("clean-up");
afterAll(() => done.close());
const { run } = done;
const name = `surestep-${run.id}`;

test("it holds once everything is gone", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not while a group carries the run's tag, whatever its name", async () => {
  const broken = await done.brokenBy((state) => {
    const tags = { surestep: run.id };
    state.resourceGroups.push({ name: "renamed", location: "eastus", tags, createdAt: 0, goneAt: null });
  });
  expect(broken).toEqual(["no resource group carries this run's tag: renamed"]);
});

test("nor while an application of the run's name is left, live or deleted", async () => {
  const application = {
    ...{ id: "0b1e9f2a-0000-4000-8000-000000000001", appId: "0b1e9f2a-0000-4000-8000-000000000002", displayName: name },
    ...{ notes: null, tags: [], identifierUris: [], passwordCredentials: [], createdAt: 0 },
  };
  expect(await done.brokenBy((state) => state.applications.push(application))).toEqual([
    `no application of this run is left: ${application.id}`,
  ]);
  const deleted = { kind: "application", deletedAt: Date.now(), item: application } as const;
  expect(await done.brokenBy((state) => state.deletedItems.push(deleted))).toEqual([
    `nor a deleted one: ${application.id}`,
  ]);
});

test("nor while a file holds the application's secret", async () => {
  writeFileSync(run.folder.environment, "export A=b\n");
  expect(await done.broken()).toEqual([`no file holds its secret: ${run.folder.environment}`]);
});
