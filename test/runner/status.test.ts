import { expect, describe, test } from "vitest";
import { readJournal } from "../../src/runner/journal.ts";
import { prepareStep } from "../../src/runner/prepare-step.ts";
import { runStep } from "../../src/runner/run-step.ts";
import type { Run } from "../../src/runner/run.ts";
import { lookAtRun } from "../../src/runner/status.ts";
import { check, NotKnownYet, type Check } from "../../src/tutorial/step.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, stepOf } from "./small-run.ts";
import { step, thingDeeds, thingStep, tutorialOf } from "./small-steps.ts";

/** A run of which the named steps were carried out. */
async function runAfter(cloud: SmallCloud, steps: TutorialStep[], ...ids: string[]): Promise<Run> {
  const run = openSmallRun({ tutorial: tutorialOf(steps), cloud });
  for (const id of ids) await runStep(run, await prepareStep(run, stepOf(run, id), "silent"), "silent");
  return run;
}

/** Each step's state and detail, in order. */
async function statesOf(run: Run): Promise<[string, string][]> {
  return (await lookAtRun(run)).steps.map(({ state, detail }) => [state, detail]);
}

describe("the status of a run", () => {
  test("names every step, and tells those that are done from those that are pending", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep(cloud, "one"), thingStep(cloud, "two")], "one");
    expect((await lookAtRun(run)).steps).toEqual([
      { id: "one", number: 1, title: "Step one", state: "done", detail: "1 checks hold" },
      { id: "two", number: 2, title: "Step two", state: "pending", detail: "" },
    ]);
  });

  test("says of a step that was done and was broken since that it no longer holds, and why", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep(cloud, "one")], "one");
    cloud.things.delete("one");
    expect(await statesOf(run)).toEqual([["no longer holds", "the thing one exists: nothing"]]);
  });

  test("says of a step that an interrupted process had completed that it is done, else that it failed", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep(cloud, "one"), thingStep(cloud, "two")]);
    for (const id of ["one", "two"]) run.journal.record({ type: "intent", step: id, observed: {} });
    cloud.things.set("one", "live");
    expect((await statesOf(run)).map(([state]) => state)).toEqual(["done", "failed"]);
  });

  test("does not look again at what a later step ended on purpose", async () => {
    const cloud = smallCloud();
    const run = await runAfter(
      cloud,
      [thingStep(cloud, "one", { until: "two" }), thingStep(cloud, "two")],
      "one",
      "two",
    );
    cloud.things.delete("one");
    expect((await statesOf(run))[0]).toEqual(["ended", "two ended it"]);
  });

  test("tells what was skipped and what was removed", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep(cloud, "one"), thingStep(cloud, "two")], "one");
    run.journal.record({ type: "undone", step: "one", checks: [] });
    run.journal.record({ type: "skipped", step: "two" });
    expect((await statesOf(run)).map(([state]) => state)).toEqual(["removed", "skipped"]);
  });

  test("changes nothing: not the cloud, not the journal", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep(cloud, "one")], "one");
    const [calls, entries] = [cloud.calls.length, readJournal(run.folder.journal).length];
    await lookAtRun(run);
    expect(cloud.calls).toHaveLength(calls);
    expect(readJournal(run.folder.journal)).toHaveLength(entries);
  });

  test("that cannot be found out is unknown, and says why", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep(cloud, "one")], "one");
    stepOf(run, "one").deeds.verify = () => Promise.reject(new Error("no network"));
    const { steps } = await lookAtRun(run);
    expect(steps[0]).toMatchObject({ state: "unknown", detail: "could not be verified: no network" });
  });
});

const notKnowing = (): Promise<never> => Promise.reject(new NotKnownYet("oneId"));

describe("what exists of a run", () => {
  test("is what would be removed, named by itself", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep(cloud, "one"), thingStep(cloud, "two")], "one", "two");
    cloud.things.set("two", "deleted");
    const { existing } = await lookAtRun(run);
    expect(existing).toEqual([
      { step: "one", what: "the thing one" },
      { step: "two", what: "the thing two" },
    ]);
  });

  test("holds also what a step made that failed, but nothing that this run never began", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create --name one", "ERROR: cut short\n");
    const run = await runAfter(cloud, [thingStep(cloud, "one"), thingStep(cloud, "two")], "one");
    for (const id of ["one", "two"]) cloud.things.set(id, "live");
    expect((await lookAtRun(run)).existing).toEqual([{ step: "one", what: "the thing one" }]);
  });

  test("is nothing for a step that was stopped before it knew what it would make", async () => {
    const cloud = smallCloud();
    const one = step("one", { deeds: { ...thingDeeds(cloud, "one"), verifyGone: notKnowing } });
    const run = await runAfter(cloud, [one]);
    run.journal.record({ type: "intent", step: "one", observed: {} });
    expect((await lookAtRun(run)).existing).toEqual([]);
  });
});

const verifyNamedLeftovers = async (): Promise<Check[]> => [
  check("the secret 'mine' is gone, its deleted form too", "gone", "live"),
  check("the role assignments are gone", "gone", "one"),
  check("the vault's name is free again", "free", "taken"),
  check("the deleted application is purged", "gone", "gone"),
];

test("what is left is named by the title of the check that does not hold", async () => {
  const cloud = smallCloud();
  const deeds = { ...thingDeeds(cloud, "one"), verifyGone: verifyNamedLeftovers };
  const run = await runAfter(cloud, [step("one", { deeds })]);
  run.journal.record({ type: "intent", step: "one", observed: {} });
  const { existing } = await lookAtRun(run);
  expect(existing.map(({ what }) => what)).toEqual(["the secret 'mine'", "the role assignments", "the vault's name"]);
});
