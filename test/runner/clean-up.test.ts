import { describe, expect, test } from "vitest";
import { cleanUp } from "../../src/runner/clean-up.ts";
import { prepareStep } from "../../src/runner/prepare-step.ts";
import { foldProgress } from "../../src/runner/progress.ts";
import { runStep } from "../../src/runner/run-step.ts";
import type { Run } from "../../src/runner/run.ts";
import { check } from "../../src/tutorial/step.ts";
import { smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, smallClock, stepOf } from "./small-run.ts";
import { step, thingStep, tutorialOf } from "./small-steps.ts";

/** A run whose things are there, and whose last step cleans up: it looks for whatever is in the cloud. */
async function runToCleanUp(cloud: SmallCloud, clock = smallClock()): Promise<Run> {
  const verify = async () => [check("every thing of this run is gone", "", [...cloud.things.keys()].join(", "))];
  const steps = [
    thingStep(cloud, "one"),
    thingStep(cloud, "two"),
    step("clean-up", { "cleans-up": true, deeds: { verify } }),
  ];
  const run = openSmallRun({ tutorial: tutorialOf(steps), cloud, clock });
  for (const id of ["one", "two"]) await runStep(run, await prepareStep(run, stepOf(run, id), "silent"), "silent");
  cloud.calls.length = 0;
  return run;
}

describe("cleaning up", () => {
  test("undoes every step, last first, and looks once more", async () => {
    const cloud = smallCloud();
    const run = await runToCleanUp(cloud);
    const outcome = await cleanUp(run, stepOf(run, "clean-up"), { style: "silent" });
    expect(outcome).toMatchObject({ state: "done", ran: true, remaining: [] });
    expect(outcome.checks.map(({ title }) => title)).toEqual([
      ...["the thing two is gone", "the thing one is gone", "every thing of this run is gone"],
    ]);
    expect(cloud.calls.map((call) => call.split(" ").at(-1))).toEqual(["two", "two", "one", "one"]);
    expect(foldProgress(run.journal.entries)).toMatchObject({ isCleaned: true });
    expect(run.journal.entries.slice(-2).map(({ type }) => type)).toEqual(["done", "cleaned"]);
  });

  test("is what the step that cleans up does when it is run", async () => {
    const cloud = smallCloud();
    const run = await runToCleanUp(cloud);
    const prepared = await prepareStep(run, stepOf(run, "clean-up"), "silent");
    expect(await runStep(run, prepared, "silent")).toMatchObject({ state: "done" });
    expect(cloud.things.size).toBe(0);
  });

  test("fails when something survives, names it, and says which command would remove it", async () => {
    const cloud = smallCloud();
    const run = await runToCleanUp(cloud);
    cloud.failing.set("thing purge --name two", "ERROR: (Protected) purge protection is on\n");
    const outcome = await cleanUp(run, stepOf(run, "clean-up"), { style: "silent" });
    expect(outcome).toMatchObject({ state: "failed", remaining: ["az thing purge --name two"] });
    expect(outcome.reason).toBe("Something of this run is left: the thing two; every thing of this run.");
    expect([...cloud.things]).toEqual([["two", "deleted"]]);
    expect(foldProgress(run.journal.entries).isCleaned).toBe(false);
    expect(run.journal.entries.at(-1)).toMatchObject({ type: "failed", reason: outcome.reason });
  });

  test("does not wait at its last look for what is known to have survived", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const run = await runToCleanUp(cloud, clock);
    cloud.failing.set("thing purge --name two", "ERROR: (Protected) purge protection is on\n");
    await cleanUp(run, stepOf(run, "clean-up"), { style: "silent" });
    // The pauses between the three rounds, and no more.
    expect(clock.sleeps).toEqual([200, 400]);
  });

  test("fails when the last look finds what no step told of", async () => {
    const cloud = smallCloud();
    const run = await runToCleanUp(cloud);
    cloud.things.set("stranger", "live");
    const outcome = await cleanUp(run, stepOf(run, "clean-up"), { style: "silent" });
    expect(outcome).toMatchObject({ state: "failed", remaining: [] });
    expect(foldProgress(run.journal.entries).isCleaned).toBe(false);
  });

  test("fails when something survives that the last look does not see", async () => {
    const cloud = smallCloud();
    const run = await runToCleanUp(cloud);
    cloud.failing.set("thing purge --name two", "ERROR: (Protected) purge protection is on\n");
    const sightless = { ...stepOf(run, "clean-up"), deeds: { verify: async () => [check("none is seen", "", "")] } };
    expect(await cleanUp(run, sightless, { style: "silent" })).toMatchObject({ state: "failed" });
    expect(foldProgress(run.journal.entries).isCleaned).toBe(false);
  });

  test("that could not look once more throws, and does not call the run cleaned", async () => {
    const cloud = smallCloud();
    const run = await runToCleanUp(cloud);
    const blind = { ...stepOf(run, "clean-up"), deeds: { verify: () => Promise.reject(new Error("no network")) } };
    await expect(cleanUp(run, blind, { style: "silent" })).rejects.toThrow("no network");
    expect(foldProgress(run.journal.entries).isCleaned).toBe(false);
  });

  test("goes on at the next time where it ended", async () => {
    const cloud = smallCloud();
    const run = await runToCleanUp(cloud);
    cloud.failing.set("thing purge --name two", "ERROR: not now\n");
    await cleanUp(run, stepOf(run, "clean-up"), { style: "silent" });
    cloud.failing.clear();
    cloud.calls.length = 0;
    expect(await cleanUp(run, stepOf(run, "clean-up"), { style: "silent" })).toMatchObject({ state: "done" });
    expect(cloud.calls).toEqual(["thing purge --name two"]);
  });
});
