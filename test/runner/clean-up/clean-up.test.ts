import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cleanUp, type CleanUpOutcome } from "../../../src/runner/clean-up/clean-up.ts";
import type { RemovalOptions } from "../../../src/runner/clean-up/remove-owned.ts";
import { runTutorial } from "../../../src/runner/run-tutorial.ts";
import type { Run } from "../../../src/runner/run.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { mine, smallCloud, type SmallCloud } from "../small-cloud.ts";
import { openSmallRun, stepOf, type SmallRunOptions } from "../small-run.ts";
import { cleaningStep, command, declared, thingStep, tutorialOf } from "../small-steps.ts";

/** A run that has made its things, by these steps, and is to be cleaned up. */
async function made(
  cloud: SmallCloud,
  steps: TutorialStep[] = [thingStep("one"), thingStep("two")],
  options: Partial<SmallRunOptions> = {},
): Promise<Run> {
  const run = openSmallRun({ tutorial: tutorialOf([...steps, cleaningStep()]), cloud, ...options });
  expect(await runTutorial(run, { keep: true })).toEqual({ state: "finished" });
  cloud.calls.length = 0;
  return run;
}

/** Cleans up some time later, when the last look is not as good as a new one any more. */
function clean(run: Run, options?: RemovalOptions): Promise<CleanUpOutcome> {
  run.lastLook = undefined;
  return cleanUp(run, stepOf(run, "clean-up"), options);
}

const wrong = ({ checks }: CleanUpOutcome): string[] =>
  checks.filter(({ ok }) => !ok).map(({ title, actual }) => `${title}: ${actual}`);

const refusal = "ERROR: (Protected) purge protection is on\n";

describe("cleaning up", () => {
  test("removes what the run owns, live ones first, and proves each absence", async () => {
    const cloud = smallCloud();
    const run = await made(cloud);
    const outcome = await clean(run);
    expect(outcome).toMatchObject({ state: "done", remaining: [] });
    expect(outcome.checks.map(({ title }) => title)).toEqual([
      ...["thing one (grey) is gone", "thing two (grey) is gone"],
      ...["the file with the application's secret is gone", "the project folder is gone"],
    ]);
    expect(cloud.calls).toEqual([
      ...["thing delete --id one-1", "thing delete --id two-1", "thing purge --id one-1", "thing purge --id two-1"],
    ]);
    expect(run.journal.progress).toMatchObject({ isCleaned: true, compared: { isAsItWas: true, apart: [] } });
    expect(run.journal.entries.slice(-3).map(({ type }) => type)).toEqual(["compared", "done", "cleaned"]);
    expect([run.folder.project, run.folder.environment].filter((path) => existsSync(path))).toEqual([]);
  });

  test("writes down what it removes before it does, and what is gone once that is proved", async () => {
    const cloud = smallCloud();
    const run = await made(cloud, [thingStep("one")]);
    const { length } = run.journal.entries;
    await clean(run);
    expect(run.journal.entries.slice(length).map(({ type }) => type)).toEqual([
      ...["intent", "removing", "command", "removing", "command", "gone", "compared", "done", "cleaned"],
    ]);
    expect(run.journal.entries.find(({ type }) => type === "gone")).toMatchObject({
      identity: "one-1",
      title: "thing one (grey)",
    });
  });

  test("removes also what a failed step made, and what was made and not asked for", async () => {
    const cloud = smallCloud();
    const run = openSmallRun({ tutorial: tutorialOf([extraStep(), cleaningStep()]), cloud });
    expect(await runTutorial(run, { cleansUpAfterFailure: true })).toMatchObject({ state: "failed" });
    expect([cloud.names(), run.journal.progress.isCleaned]).toEqual([[], true]);
  });

  test("of a run that never began anything touches nothing", async () => {
    const cloud = smallCloud();
    cloud.put("one");
    const run = openSmallRun({ tutorial: tutorialOf([thingStep("one"), cleaningStep()]), cloud });
    expect(await clean(run)).toMatchObject({ state: "done", remaining: [] });
    expect([cloud.calls, cloud.names()]).toEqual([[], ["one"]]);
  });

  test("that cannot look throws, and does not call the run cleaned", async () => {
    const cloud = smallCloud();
    const run = await made(cloud);
    cloud.onLook = () => Promise.reject(new Error("no network"));
    await expect(clean(run)).rejects.toThrow("no network");
    expect([run.journal.progress.isCleaned, run.journal.progress.owned.size]).toEqual([false, 2]);
  });

  test("goes on at the next time where it ended", async () => {
    const cloud = smallCloud();
    const run = await made(cloud);
    cloud.failing.set("thing purge --id two-1", refusal);
    expect(await clean(run)).toMatchObject({ state: "failed" });
    cloud.failing.clear();
    cloud.calls.length = 0;
    expect(await clean(run)).toMatchObject({ state: "done" });
    expect(cloud.calls).toEqual(["thing purge --id two-1"]);
  });
});

/** Makes a thing, and one that bears the run's mark and was not asked for. */
function extraStep(): TutorialStep {
  return thingStep("one", {
    run: [command("az thing create --name one"), command("az thing create --name more --mark k3v9")],
  });
}

describe("what survives a clean-up", () => {
  test("fails it, is named with the reason, and with the command that would remove it", async () => {
    const cloud = smallCloud();
    const run = await made(cloud);
    cloud.failing.set("thing purge --id two-1", refusal);
    const outcome = await clean(run);
    expect(outcome).toMatchObject({ state: "failed", remaining: ["az thing purge --id two-1"] });
    expect(outcome.reason).toBe("Something is not as it was: thing two (grey).");
    expect(wrong(outcome)).toEqual(["thing two (grey) is gone: still there: it could not be removed"]);
    expect(cloud.things).toMatchObject([{ name: "two", state: "deleted" }]);
    expect(run.journal.progress.isCleaned).toBe(false);
    expect([...run.journal.progress.survivors.values()]).toMatchObject([
      { title: "thing two (grey)", why: "it could not be removed", commands: ["az thing purge --id two-1"] },
    ]);
    expect(run.journal.entries.at(-1)).toMatchObject({ type: "failed", reason: outcome.reason });
  });

  const protectedStep = (survives?: { until: string; why: string }): TutorialStep =>
    thingStep("one", {
      run: [command("az thing create --name one --until 2026-02-01T00:00:00Z")],
      makes: [declared("one", { survives })],
    });

  test("because only time removes it fails it, and says until when", async () => {
    const cloud = smallCloud();
    const run = await made(cloud, [protectedStep()]);
    const outcome = await clean(run);
    expect(wrong(outcome)).toEqual(["thing one (grey) is gone: still there: only time removes it"]);
    expect(outcome).toMatchObject({ state: "failed", remaining: [] });
    expect([...run.journal.progress.survivors.values()]).toMatchObject([{ until: "2026-02-01T00:00:00Z" }]);
    expect(cloud.calls).toEqual(["thing delete --id one-1"]);
  });

  test("as the tutorial declares is no failure, but is listed with its date and reason", async () => {
    const cloud = smallCloud();
    const survives = { until: "a month later", why: "purge protection is on" };
    const run = await made(cloud, [protectedStep(survives), thingStep("two")]);
    const outcome = await clean(run);
    expect(outcome).toMatchObject({ state: "done" });
    expect(outcome.checks[0]?.title).toBe("thing one (grey) stays until 2026-02-01T00:00:00Z: purge protection is on");
    expect([...run.journal.progress.survivors.values()]).toMatchObject([
      { title: "thing one (grey)", why: survives.why },
    ]);
    expect(cloud.names()).toEqual(["one"]);
  });

  test("because somebody else's lies in it is kept with that, and both are named", async () => {
    const cloud = smallCloud();
    const run = await made(cloud, [thingStep("one")]);
    cloud.put("guest", { inside: "one-1" });
    const outcome = await clean(run);
    expect(wrong(outcome)).toEqual([
      "thing one (grey) is gone: still there: it holds thing guest (grey), which this run did not make",
    ]);
    expect([cloud.names(), cloud.calls]).toEqual([["one", "guest"], []]);
  });
});

describe("a clean-up goes by identity, not by name", () => {
  test("what was renamed since is removed", async () => {
    const cloud = smallCloud();
    const run = await made(cloud, [thingStep("one")]);
    for (const each of cloud.things) each.name = "renamed";
    expect(await clean(run)).toMatchObject({ state: "done" });
    expect(cloud.names()).toEqual([]);
  });

  test("a namesake that is another one is left alone and named", async () => {
    const cloud = smallCloud();
    const run = await made(cloud, [thingStep("one")]);
    const theirs = cloud.put("ONE");
    expect(await clean(run)).toMatchObject({ state: "done" });
    expect(cloud.things).toEqual([theirs]);
    const { compared } = run.journal.progress;
    expect(compared?.apart).toEqual([
      "thing ONE (grey), made 2020-01-01T00:00:00Z by you: it has the name of something that this run made, and is another",
    ]);
  });

  test("what the reader removed and made anew is the reader's", async () => {
    const cloud = smallCloud();
    const run = await made(cloud, [thingStep("one")]);
    cloud.take("one");
    cloud.put("one", mine);
    expect(await clean(run)).toMatchObject({ state: "done" });
    expect([cloud.names(), cloud.calls]).toEqual([["one"], []]);
  });

  test("what an interrupted step made is found and removed, and what only has its name is left and named", async () => {
    const cloud = smallCloud();
    const steps = [thingStep("one"), thingStep("two"), cleaningStep()];
    const run = openSmallRun({ tutorial: tutorialOf(steps), cloud });
    for (const step of ["one", "two"]) run.journal.record({ type: "intent", step, existing: [] });
    cloud.put("one", mine);
    cloud.put("two", { createdBy: undefined });
    expect(await clean(run)).toMatchObject({ state: "done" });
    expect(cloud.names()).toEqual(["two"]);
    expect(run.journal.progress.compared?.apart).toEqual([
      "thing two (grey), made 2020-01-01T00:00:00Z: it has a name of this run's, but nothing says that this run made it",
    ]);
  });
});
