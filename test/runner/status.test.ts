import { expect, describe, test } from "vitest";
import { readJournal } from "../../src/runner/state/journal.ts";
import { lookBefore } from "../../src/runner/step/look-before.ts";
import { runStep } from "../../src/runner/step/run-step.ts";
import { checkAccount } from "../../src/runner/account.ts";
import type { Run } from "../../src/runner/run.ts";
import { lookAtRun } from "../../src/runner/status.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { mine, smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, stepOf } from "./small-run.ts";
import { thingStep, tutorialOf } from "./small-steps.ts";

/** A run of which the named steps were carried out. */
async function runAfter(cloud: SmallCloud, steps: TutorialStep[], ...ids: string[]): Promise<Run> {
  const run = openSmallRun({ tutorial: tutorialOf(steps), cloud });
  for (const id of ids) await runStep(run, await lookBefore(run, stepOf(run, id)));
  return run;
}

/** Each step's state and detail, in order. */
async function statesOf(run: Run): Promise<[string, string][]> {
  return (await lookAtRun(run)).steps.map(({ state, detail }) => [state, detail]);
}

describe("the status of a run", () => {
  test("names every step, and tells those that are done from those that are pending", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep("one"), thingStep("two")], "one");
    expect((await lookAtRun(run)).steps).toEqual([
      { id: "one", number: 1, title: "Step one", state: "done", detail: "1 checks hold" },
      { id: "two", number: 2, title: "Step two", state: "pending", detail: "" },
    ]);
  });

  test("says of a step that was done and was broken since that it no longer holds, and why", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep("one")], "one");
    cloud.take("one");
    expect(await statesOf(run)).toEqual([["no longer holds", "thing one: not there"]]);
  });

  test("says of a step that an interrupted process had completed that it is done, else that it failed", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep("one"), thingStep("two")]);
    for (const id of ["one", "two"]) run.journal.record({ type: "intent", step: id, existing: [] });
    cloud.put("one", mine);
    expect((await statesOf(run)).map(([state]) => state)).toEqual(["done", "failed"]);
  });

  test("does not look again at what a later step ended on purpose", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep("one", { endedBy: "two" }), thingStep("two")], "one", "two");
    cloud.take("one");
    expect((await statesOf(run))[0]).toEqual(["ended", "two ended it"]);
  });

  test("tells what was skipped and what was removed", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep("one"), thingStep("two")], "one");
    cloud.take("one");
    run.journal.record({ type: "gone", kind: "thing", identity: "one-1", title: "thing one" });
    run.journal.record({ type: "skipped", step: "two" });
    expect(await statesOf(run)).toEqual([
      ["no longer holds", "thing one: not there"],
      ["skipped", ""],
    ]);
  });

  test("changes nothing: not the cloud, not the journal", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep("one")], "one");
    await checkAccount(run);
    const [calls, entries] = [cloud.calls.length, readJournal(run.folder.journal).entries.length];
    await lookAtRun(run);
    expect(cloud.calls).toHaveLength(calls);
    expect(readJournal(run.folder.journal).entries).toHaveLength(entries);
  });

  test("that cannot be found out is unknown, and says why", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep("one")], "one");
    stepOf(run, "one").implementation.verify = () =>
      Promise.reject(Object.assign(new Error("no network"), { code: "ENETUNREACH" }));
    const { steps } = await lookAtRun(run);
    expect(steps[0]).toMatchObject({
      state: "unknown",
      detail: "could not be verified: A service of Azure cannot be reached.",
    });
  });
});

describe("what there is, by whose it is", () => {
  test("is what the run owns, deleted or not, and apart from that what it has lost", async () => {
    const cloud = smallCloud();
    const ids = ["one", "two", "three"];
    const run = await runAfter(
      cloud,
      ids.map((id) => thingStep(id)),
      ...ids,
    );
    cloud.take("three");
    for (const each of cloud.things) if (each.name === "two") each.state = "deleted";
    const { own, lost } = (await lookAtRun(run)).inventory;
    expect([own, lost]).toEqual([["thing one (grey)", "thing two (grey), deleted"], ["thing three (grey)"]]);
  });

  test("is what the run owns under its new name, too", async () => {
    const cloud = smallCloud();
    const run = await runAfter(cloud, [thingStep("one")], "one");
    for (const each of cloud.things) each.name = "renamed";
    expect((await lookAtRun(run)).inventory).toMatchObject({ own: ["thing renamed (grey)"], lost: [] });
  });

  test("is how much was there before the run, and what came since and is not its own", async () => {
    const cloud = smallCloud();
    for (const name of ["old", "older"]) cloud.put(name);
    const run = await runAfter(cloud, [thingStep("one")], "one");
    cloud.put("new");
    cloud.put("window", mine);
    expect((await lookAtRun(run)).inventory).toMatchObject({
      before: 2,
      others: [
        "thing new (grey), made 2020-01-01T00:00:00Z by you: by somebody else",
        "thing window (grey), made 2026-01-01T00:00:00Z by me: by you, elsewhere",
      ],
    });
  });
});

test("the status of a run is refused where another account is signed in", async () => {
  const cloud = smallCloud();
  const run = await runAfter(cloud, [thingStep("one")], "one");
  await lookAtRun(run);
  cloud.account = { ...cloud.account, subscriptionId: "other" };
  await expect(lookAtRun(run)).rejects.toThrow("This run was begun with subscription mine");
});
