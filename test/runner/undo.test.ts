import { describe, expect, test } from "vitest";
import { exitCodes, SurestepError } from "../../src/errors.ts";
import { stepsToUndo, undoStep, undoSteps } from "../../src/runner/undo.ts";
import type { Run } from "../../src/runner/run.ts";
import { check } from "../../src/tutorial/step.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, smallClock, stepOf, type SmallClock } from "./small-run.ts";
import { command, step, thingDeeds, thingStep, tutorialOf } from "./small-steps.ts";

/** A run whose steps were all begun, so that each may have made something; the named things are there. */
function begunRun(cloud: SmallCloud, steps: TutorialStep[], things: string[], clock: SmallClock = smallClock()): Run {
  const run = openSmallRun({ tutorial: tutorialOf(steps), cloud, clock });
  for (const each of steps) run.journal.record({ type: "intent", step: each.id, observed: {} });
  for (const thing of things) cloud.things.set(thing, "live");
  return run;
}

/** Tells nobody which commands are run. */
const say = (): void => {};

describe("undoing one step", () => {
  test("goes in rounds without a pause as long as it gets forward: look, delete, look, purge, look", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const run = begunRun(cloud, [thingStep(cloud, "box")], ["box"], clock);
    const told: string[] = [];
    const outcome = await undoStep(run, stepOf(run, "box"), { say: (line) => told.push(line) });
    expect(outcome).toMatchObject({ gone: true, remaining: [], checks: [{ ok: true, actual: "nothing" }] });
    expect(cloud.calls).toEqual(["thing delete --name box", "thing purge --name box"]);
    expect(told).toEqual(["az thing delete --name box", "az thing purge --name box"]);
    expect(clock.sleeps).toEqual([]);
    const types = run.journal.entries.map((entry) => entry.type);
    expect(types).toEqual(["run", "intent", "undoing", "command", "undoing", "command", "undone"]);
  });

  test("runs nothing when nothing is left", async () => {
    const cloud = smallCloud();
    const run = begunRun(cloud, [thingStep(cloud, "box")], []);
    expect(await undoStep(run, stepOf(run, "box"), { say })).toMatchObject({ gone: true, commands: [] });
    expect(cloud.calls).toEqual([]);
  });

  test("waits, longer each time, for what vanishes late, until its time is up", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const deeds = { verify: async () => [], verifyGone: async () => [check("the thing is gone", "yes", "no")] };
    const run = begunRun(cloud, [step("box", { deeds, "gone-within": 2000 })], [], clock);
    const outcome = await undoStep(run, stepOf(run, "box"), { say });
    expect(clock.sleeps).toEqual([200, 400, 800, 1600]);
    expect(outcome.gone).toBe(false);
    expect(run.journal.entries.at(-1)).toMatchObject({ type: "survived", checks: outcome.checks });
  });

  test("gives up on a command that fails three times in a row, and names what remains to be done", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing delete", "ERROR: (Locked) the thing is locked\n");
    const run = begunRun(cloud, [thingStep(cloud, "box")], ["box"]);
    const told: string[] = [];
    const outcome = await undoStep(run, stepOf(run, "box"), { say: (line) => told.push(line) });
    expect(cloud.calls).toHaveLength(3);
    expect(outcome).toMatchObject({ gone: false, remaining: ["az thing delete --name box"] });
    expect(told[0]).toBe("az thing delete --name box ((Locked) the thing is locked)");
  });

  test("does not give up on what Azure refuses for the moment, until its time is up", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing delete", "ERROR: (Conflict) another operation is in progress\n");
    const clock = smallClock();
    const sleep = async (milliseconds: number): Promise<void> => {
      await clock.sleep(milliseconds);
      if (clock.sleeps.length === 6) cloud.failing.clear();
    };
    const box = thingStep(cloud, "box", { "gone-within": 60_000 });
    const run = begunRun(cloud, [box], ["box"], { ...clock, sleep });
    expect(await undoStep(run, stepOf(run, "box"), { say })).toMatchObject({ gone: true });
    expect(clock.sleeps).toEqual([200, 400, 800, 1600, 3200, 6400]);
  });

  test("gives up on commands that fail in turns too, with a pause after each round", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing", "ERROR: (Locked) the thing is locked\n");
    const clock = smallClock();
    const box = thingStep(cloud, "box", {
      undo: [command("az thing delete --name box"), command("az thing purge --name box")],
      "gone-within": 600_000,
    });
    const run = begunRun(cloud, [box], ["box"], clock);
    expect(await undoStep(run, stepOf(run, "box"), { say })).toMatchObject({ gone: false });
    expect(cloud.calls).toHaveLength(6);
    expect(clock.sleeps).toEqual([200, 400]);
  });

  test("repeats a command that succeeds without effect until its time is up, not for ever", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const box = thingStep(cloud, "box", { undo: [command("az thing touch --name box")], "gone-within": 1000 });
    const run = begunRun(cloud, [box], ["box"], clock);
    expect(await undoStep(run, stepOf(run, "box"), { say })).toMatchObject({ gone: false });
    expect(clock.sleeps).toEqual([200, 200, 200, 200, 200]);
  });

  test("asks once and does not wait when told so, and leaves alone what takes minutes", async () => {
    const cloud = smallCloud();
    const run = begunRun(cloud, [thingStep(cloud, "box")], []);
    cloud.things.set("box", "deleted");
    cloud.failing.set("thing purge", "ERROR: still at work\n");
    const outcome = await undoStep(run, stepOf(run, "box"), { noWait: true, say });
    expect(cloud.calls).toEqual(["thing purge --name box --no-wait"]);
    expect(outcome).toMatchObject({ gone: false, remaining: ["az thing purge --name box"] });
  });

  test("goes on without waiting as long as there is something new to ask for, and asks for nothing twice", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const lock = { lock: "yes" };
    const deeds = {
      observe: async () => ({ ...lock, toDelete: cloud.calls.length > 0 ? "yes" : "" }),
      verify: async () => [],
      verifyGone: async () => [check("the thing is gone", "yes", "no")],
    };
    const undo = [
      command("az thing unlock --name box", { when: "lock" }),
      command("az thing delete --name box", { when: "toDelete" }),
    ];
    const run = begunRun(cloud, [step("box", { deeds, undo })], [], clock);
    expect(await undoStep(run, stepOf(run, "box"), { noWait: true, say })).toMatchObject({ gone: false });
    expect(cloud.calls).toEqual(["thing unlock --name box", "thing delete --name box"]);
    expect(clock.sleeps).toEqual([]);
  });

  test("leaves out a command whose value was never known: what it would remove was never made", async () => {
    const cloud = smallCloud();
    const box = thingStep(cloud, "box");
    const undo = [command("az thing delete --id ${boxId}"), ...box.undo];
    const run = begunRun(cloud, [{ ...box, undo }], ["box"]);
    expect(await undoStep(run, stepOf(run, "box"), { say })).toMatchObject({ gone: true });
    expect(cloud.calls).toEqual(["thing delete --name box", "thing purge --name box"]);
  });
});

describe("undoing all steps", () => {
  test("is done last first, for those of which something may be left", async () => {
    const cloud = smallCloud();
    const steps = [thingStep(cloud, "one"), step("look"), thingStep(cloud, "two"), thingStep(cloud, "three")];
    const run = begunRun(cloud, steps, ["one", "two", "three"]);
    run.journal.record({ type: "undone", step: "two", checks: [] });
    expect(stepsToUndo(run).map(({ id }) => id)).toEqual(["three", "one"]);
    const outcomes = await undoSteps(run, stepsToUndo(run), { style: "silent" });
    expect(outcomes.map((outcome) => [outcome.step.id, outcome.gone])).toEqual([
      ["three", true],
      ["one", true],
    ]);
    expect([...cloud.things.keys()]).toEqual(["two"]);
  });

  test("passes over a step that was never begun", () => {
    const cloud = smallCloud();
    const run = openSmallRun({ tutorial: tutorialOf([thingStep(cloud, "one")]), cloud });
    expect(stepsToUndo(run)).toEqual([]);
  });

  test("goes on when one survives", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing delete --name two", "ERROR: (Locked) locked\n");
    const run = begunRun(cloud, [thingStep(cloud, "one"), thingStep(cloud, "two")], ["one", "two"]);
    const outcomes = await undoSteps(run, stepsToUndo(run), { style: "silent" });
    expect(outcomes.map(({ gone }) => gone)).toEqual([false, true]);
    expect([...cloud.things]).toEqual([["two", "live"]]);
  });

  test("goes on when it cannot find out about one, and throws that in the end", async () => {
    const cloud = smallCloud();
    const blind = { ...thingDeeds(cloud, "two"), verifyGone: () => Promise.reject(new Error("no network")) };
    const run = begunRun(cloud, [thingStep(cloud, "one"), thingStep(cloud, "two", { deeds: blind })], ["one", "two"]);
    await expect(undoSteps(run, stepsToUndo(run), { style: "silent" })).rejects.toThrow("no network");
    expect([...cloud.things]).toEqual([["two", "live"]]);
  });

  test("stops at once when the reader stops it", async () => {
    const cloud = smallCloud();
    const stopped = new SurestepError("Stopped.", { exitCode: exitCodes.interrupted });
    const interrupted = { ...thingDeeds(cloud, "two"), verifyGone: () => Promise.reject(stopped) };
    const steps = [thingStep(cloud, "one"), thingStep(cloud, "two", { deeds: interrupted })];
    const run = begunRun(cloud, steps, ["one", "two"]);
    await expect(undoSteps(run, stepsToUndo(run), { style: "silent" })).rejects.toBe(stopped);
    expect(cloud.calls).toEqual([]);
  });
});
