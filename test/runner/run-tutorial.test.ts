import { describe, expect, test } from "vitest";
import { mask } from "../../src/azure/secret.ts";
import type { RunEvent } from "../../src/runner/events.ts";
import { carryOutStep, runTutorial } from "../../src/runner/run-tutorial.ts";
import type { Run } from "../../src/runner/run.ts";
import { readJournal } from "../../src/runner/state/journal.ts";
import { check } from "../../src/tutorial/step.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { passwordOf, smallCloud, type SmallCloud } from "./small-cloud.ts";
import { listenTo, openSmallRun, smallClock, stepOf } from "./small-run.ts";
import { cleaningStep, thingStep, tutorialOf } from "./small-steps.ts";

function runOf(cloud: SmallCloud, ...steps: TutorialStep[]): Run {
  return openSmallRun({ tutorial: tutorialOf(steps), cloud });
}

/** The type of each event, with its step. */
function wordsOf(events: readonly RunEvent[]): string[] {
  return events.map((event) => ("step" in event ? `${event.type} ${event.step}` : event.type));
}

const refused = "ERROR: (Forbidden) no\nCode: Forbidden\n";

describe("a tutorial where nobody is asked", () => {
  test("is carried out step by step to its end, clean-up included", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("one"), thingStep("two"), cleaningStep());
    expect(await runTutorial(run)).toEqual({ state: "finished" });
    expect(cloud.calls).toEqual([
      ...["thing create --name one", "thing create --name two"],
      ...["thing delete --id one-1", "thing delete --id two-1", "thing purge --id one-1", "thing purge --id two-1"],
    ]);
    expect(run.journal.progress.isCleaned).toBe(true);
  });

  test("ends at the first step that fails, and says how that failed", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create --name one", refused);
    const run = runOf(cloud, thingStep("one"), thingStep("two"), cleaningStep());
    const reason = "az thing create --name one ended with exit code 1.";
    expect(await runTutorial(run)).toMatchObject({ state: "failed", step: { id: "one" }, outcome: { reason } });
    expect(cloud.calls).toEqual(["thing create --name one"]);
  });

  test("fails in the step after it where something of the run's own has changed by itself between two steps", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const tutorial = tutorialOf([thingStep("one"), thingStep("two"), cleaningStep()]);
    const run = openSmallRun({ tutorial, cloud, clock, isAlone: true });
    await runTutorial(run, { until: "one" });
    clock.pass(10_000);
    for (const thing of cloud.things) thing.colour = "faded";
    expect(await carryOutStep(run, stepOf(run, "two"))).toMatchObject({
      state: "failed",
      checks: expect.arrayContaining([
        expect.objectContaining({ title: expect.stringMatching(/^not asked for: ~ thing one/) }),
      ]),
    });
    clock.pass(10_000);
    cloud.take("two");
    expect(await carryOutStep(run, stepOf(run, "clean-up"))).toMatchObject({
      state: "failed",
      checks: expect.arrayContaining([
        expect.objectContaining({ title: expect.stringMatching(/^not asked for: - thing two/) }),
      ]),
    });
  });

  test("removes what it made after a failure only when it is told to, and has failed all the same", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create --name two", refused);
    const steps = [thingStep("one"), thingStep("two"), cleaningStep()];
    const kept = runOf(cloud, ...steps);
    expect(await runTutorial(kept)).toMatchObject({ state: "failed", step: { id: "two" } });
    expect(cloud.names()).toEqual(["one"]);
    cloud.take("one");
    const removed = runOf(cloud, ...steps);
    const end = await runTutorial(removed, { cleansUpAfterFailure: true });
    expect(end).toMatchObject({ state: "failed", step: { id: "two" } });
    expect(cloud.names()).toEqual([]);
    expect(removed.journal.progress.isCleaned).toBe(true);
  });

  test("does not try a second time to clean up when that is what failed", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("one"), cleaningStep());
    cloud.failing.set("thing purge", "ERROR: (Protected) purge protection is on\n");
    const end = await runTutorial(run, { cleansUpAfterFailure: true });
    expect(end).toMatchObject({ state: "failed", step: { id: "clean-up" } });
    expect(run.journal.entries.filter(({ type }) => type === "intent")).toHaveLength(2);
  });

  test("throws what kept it from finding out, and goes on at the next time", async () => {
    const cloud = smallCloud();
    let isReachable = false;
    const verify = async () => {
      if (!isReachable && cloud.names().includes("one")) throw new Error("no network");
      return [check("the thing one is there", "yes", cloud.names().includes("one") ? "yes" : "no")];
    };
    const run = runOf(cloud, thingStep("one", { implementation: { verify } }), thingStep("two"));
    await expect(runTutorial(run)).rejects.toThrow("no network");
    isReachable = true;
    expect(await runTutorial(run)).toEqual({ state: "finished" });
    expect(cloud.calls).toEqual(["thing create --name one", "thing create --name two"]);
  });

  test("is carried out in part", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, ...["one", "two", "three"].map((id) => thingStep(id)), cleaningStep());
    await runTutorial(run, { until: "one" });
    await runTutorial(run, { only: "three" });
    expect(cloud.calls).toEqual(["thing create --name one", "thing create --name three"]);
    await runTutorial(run, { keep: true });
    expect(cloud.names()).toEqual(["one", "three", "two"]);
    await runTutorial(run, { from: "clean-up" });
    expect(cloud.names()).toEqual([]);
  });
});

describe("what happens in a run is told to its listeners", () => {
  test("in its order, and what is journalled is told as its entry", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("one"), cleaningStep());
    const events = listenTo(run);
    const { length } = run.journal.entries;
    await runTutorial(run);
    expect(wordsOf(events)).toEqual([
      ...["account", "planned", "step-begun one", "beginning", "looked one", "intent one"],
      ...["command-begun one", "command one", "captured one", "owned one", "difference one", "done one"],
      ...["step-begun clean-up", "looked clean-up", "intent clean-up", "removal-planned"],
      ...["removing", "command-begun clean-up", "command clean-up"],
      ...["removing", "command-begun clean-up", "command clean-up"],
      ...["gone", "compared", "done clean-up", "cleaned", "ended"],
    ]);
    const entries = readJournal(run.folder.journal).entries.slice(length);
    const types = new Set<string>(entries.map(({ type }) => type));
    expect(events.filter(({ type }) => types.has(type))).toEqual(entries);
  });

  test("as plain data, with the time", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("one"), cleaningStep());
    const events = listenTo(run);
    await runTutorial(run);
    expect(structuredClone(events)).toEqual(events);
    expect(events.every(({ at }) => at.startsWith("2026-01-01T"))).toBe(true);
    expect(events[1]).toMatchObject({ type: "planned", steps: ["one", "clean-up"] });
    expect(events[4]).toMatchObject({ state: "pending", commands: ["az thing create --name one"] });
    const resources = [{ key: "thing one-1", title: "thing one (grey)" }];
    expect(events.find(({ type }) => type === "removal-planned")).toMatchObject({ resources });
  });

  test("with every secret masked, in what is journalled and in what is not", async () => {
    const cloud = smallCloud();
    const word = passwordOf("one");
    let looks = 0;
    const verify = async () => [check(`${word} is seen`, word, (looks += 1) < 3 ? "no" : word)];
    const run = runOf(cloud, thingStep("one"), thingStep("seen", { implementation: { verify } }));
    const events = listenTo(run);
    expect(await runTutorial(run)).toEqual({ state: "finished" });
    expect(JSON.stringify(events)).not.toContain(word);
    const waiting = events.findLast(({ type }) => type === "waiting");
    const seen = { title: `${mask} is seen`, expected: mask };
    expect(waiting).toMatchObject({ step: "seen", checks: [{ ok: true }, { ...seen, actual: "no" }] });
    expect(events.findLast(({ type }) => type === "done")).toMatchObject({
      type: "done",
      checks: [{ ok: true }, { ...seen, actual: mask }],
    });
  });

  test("while it waits: what does not hold yet, for how long already, and how long at most", async () => {
    const cloud = smallCloud();
    let looks = 0;
    const verify = async () => [check("looks", "4", String((looks += 1)))];
    const run = runOf(cloud, thingStep("one", { implementation: { verify } }));
    const events = listenTo(run);
    await runTutorial(run);
    expect(events.filter(({ type }) => type === "waiting")).toMatchObject([
      { step: "one", waited: 0, timeout: 1000, checks: [{ ok: true }, { actual: "2" }] },
      { step: "one", waited: 200, timeout: 1000, checks: [{ ok: true }, { actual: "3" }] },
    ]);
  });
});

describe("how a run ended is in its journal", () => {
  const endOf = (run: Run): unknown => run.journal.entries.at(-1);

  test("with 0 where all went well", async () => {
    const run = runOf(smallCloud(), thingStep("one"), cleaningStep());
    await runTutorial(run);
    expect(endOf(run)).toMatchObject({ type: "ended", exitCode: 0 });
  });

  test("with the class of the step that failed", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create", "ERROR: (AuthorizationFailed) The client may not.\nCode: AuthorizationFailed\n");
    const run = runOf(cloud, thingStep("one"));
    expect(await runTutorial(run)).toMatchObject({ state: "failed", outcome: { failure: { class: "notAllowed" } } });
    expect(endOf(run)).toMatchObject({ type: "ended", exitCode: 4, class: "notAllowed" });
  });

  test("with the class of what kept it from finding out, and that is thrown in words", async () => {
    const cloud = smallCloud();
    cloud.onLook = () => {
      const request = { url: "https://management.azure.com/subscriptions" };
      throw Object.assign(new Error("socket hang up"), { name: "RestError", code: "ECONNRESET", request });
    };
    const run = runOf(cloud, thingStep("one"));
    await expect(runTutorial(run)).rejects.toThrow("management.azure.com cannot be reached.");
    expect(endOf(run)).toMatchObject({ type: "ended", exitCode: 5, class: "unwell" });
  });

  test("with 6 where something is left behind", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("one"), cleaningStep());
    cloud.failing.set("thing delete", "ERROR: (ScopeLocked) The scope is locked.\nCode: ScopeLocked\n");
    await runTutorial(run);
    expect(endOf(run)).toMatchObject({ type: "ended", exitCode: 6, class: "survivors" });
  });
});
