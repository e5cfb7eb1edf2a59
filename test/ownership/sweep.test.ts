import { afterAll, expect, test } from "vitest";
import { findOrphanedRuns, planRemovalOf } from "../../src/runner/orphaned-runs.ts";
import { formatMark } from "../../src/tutorial/mark.ts";
import { leftovers } from "../quickstart.ts";
import { only, openShared, somebody } from "./shared-cloud.ts";

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

const forgotten = await openShared(ends);
await forgotten.on("create-service-principal");
const { platform, id } = forgotten.run;
const { state } = forgotten;

/** The runs that a sweep would show, by id. */
const found = () => findOrphanedRuns(platform, Infinity);

test("a run that nobody remembers is found by its mark, with all that would go: a group's contents, the application", async () => {
  const [run, ...more] = await found();
  expect(more).toEqual([]);
  expect(run).toMatchObject({ runId: id, maker: "this run", keptUntil: undefined });
  const kinds = run?.resources.map(({ kind }) => kind).toSorted();
  expect(kinds).toEqual(["access-policy", "application", "resource-group", "service-principal", "vault"]);
});

test.each(["production", "0123456789", id, `1-${id}-0000`, `1-production-abcd`, "1-PRODUCTION-abcd"])(
  "'surestep=%s' is no mark, on a group or an application",
  async (text) => {
    const before = forgotten.simulator.snapshot();
    state.resourceGroups = [{ ...only(state.resourceGroups), tags: { surestep: text } }];
    state.applications = [{ ...only(state.applications), notes: `surestep=${text}` }];
    const runs = await found();
    Object.assign(state, before);
    expect(runs).toEqual([]);
  },
);

test("what somebody else's run made is told to be somebody else's", async () => {
  const before = forgotten.simulator.snapshot();
  const theirs = "s000000002";
  const vault = only(state.vaults);
  state.vaults = [{ ...vault, createdBy: { name: "somebody@example.com", type: "User" } }];
  const application = only(state.applications);
  state.applications = [{ ...application, notes: `surestep=${formatMark(theirs)}`, owners: [somebody] }];
  state.servicePrincipals = [{ ...only(state.servicePrincipals), owners: [somebody] }];
  const runs = await found();
  Object.assign(state, before);
  expect(runs.map(({ runId, maker }) => [runId, maker])).toEqual(expect.arrayContaining([[id, "somebody else"]]));
  expect(runs.filter(({ maker }) => maker === "this run")).toEqual([]);
});

test("carried out to its end, all that was shown is gone, and an unmarked neighbour stays", async () => {
  await forgotten.az("group create -n neighbour -l eastus --tags surestep=production");
  const run = only(await found());
  for (let round = 0; round < 4; round += 1) {
    const { removals } = await planRemovalOf(platform, run);
    for (const { commands } of removals) for (const [, ...args] of commands) await forgotten.run.connection.az(args);
  }
  const groups = await forgotten.az("group list --query [].name --output tsv");
  expect(groups.trim()).toBe("neighbour");
  expect(leftovers(forgotten)).toEqual(["resourceGroups", forgotten.run.folder.project]);
});
