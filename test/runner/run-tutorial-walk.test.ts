import { describe, expect, test } from "vitest";
import type { Answer, Choice, Decide, Question } from "../../src/runner/decide.ts";
import { runTutorial } from "../../src/runner/run-tutorial.ts";
import type { Run } from "../../src/runner/run.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { mine, smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun } from "./small-run.ts";
import { cleaningStep, thingStep, tutorialOf } from "./small-steps.ts";

/** A reader who answers each question in turn, and what each of them was about. */
function reader(...answers: (Answer | ((question: Question, signal: AbortSignal) => Promise<Answer>))[]) {
  const asked: [moment: string, step: string, choices: readonly Choice[]][] = [];
  const decide: Decide = async (question, signal) => {
    asked.push([question.moment, question.look.step.id, question.choices]);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody was to be asked this: ${question.moment}`);
    return typeof answer === "function" ? answer(question, signal) : answer;
  };
  return { asked, decide };
}

function runOf(cloud: SmallCloud, ...steps: TutorialStep[]): Run {
  return openSmallRun({ tutorial: tutorialOf(steps), cloud });
}

const two = [thingStep("one"), thingStep("two", { needs: ["one"] })];
const refused = "ERROR: (Forbidden) no\n";

describe("a walk through a tutorial", () => {
  test("asks before each step, one after the other, and runs what the reader lets it", async () => {
    const cloud = smallCloud();
    const { asked, decide } = reader("run", "run", "run");
    const run = runOf(cloud, ...two, cleaningStep());
    expect(await runTutorial(run, { decide, jobs: 3 })).toEqual({ state: "finished" });
    expect(asked).toEqual([
      ["before", "one", ["run", "by hand", "stop"]],
      ["before", "two", ["run", "by hand", "skip", "stop"]],
      ["before", "clean-up", ["run", "stop"]],
    ]);
    expect(cloud.names()).toEqual([]);
  });

  test("looks at what is there before it asks, and runs nothing until it is answered", async () => {
    const cloud = smallCloud();
    cloud.put("other");
    const { decide } = reader(async ({ look }) => {
      expect(look).toMatchObject({ state: "pending", before: { resources: [{ address: "other" }] } });
      expect(look.commands.map(({ line }) => line)).toEqual(["az thing create --name one"]);
      expect(cloud.calls.filter((call) => call.startsWith("thing"))).toEqual([]);
      return "run";
    });
    expect(await runTutorial(runOf(cloud, thingStep("one")), { decide })).toEqual({ state: "finished" });
  });

  test("ends where the reader stops it, and nothing of that step is run", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, ...two);
    const end = await runTutorial(run, { decide: reader("run", "stop").decide });
    expect(end).toMatchObject({ state: "stopped", step: { id: "two" } });
    expect(run.journal.progress.steps.has("two")).toBe(false);
    expect(cloud.names()).toEqual(["one"]);
  });

  test("passes over a step that the reader skips, which is journalled", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("one"), thingStep("two"));
    expect(await runTutorial(run, { decide: reader("skip", "run").decide })).toEqual({ state: "finished" });
    expect(cloud.names()).toEqual(["two"]);
    expect(run.journal.progress.steps.get("one")?.state).toBe("skipped");
  });

  test("lets the reader do a step by hand, which is done by itself once its checks hold", async () => {
    const cloud = smallCloud();
    const { asked, decide } = reader("by hand", async (_, signal) => {
      cloud.put("one", mine);
      return new Promise((__, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    expect(await runTutorial(runOf(cloud, thingStep("one")), { decide })).toEqual({ state: "finished" });
    expect(asked.map(([moment]) => moment)).toEqual(["before", "by hand"]);
    expect(cloud.calls.filter((call) => call.startsWith("thing"))).toEqual([]);
  });

  test("runs a step that the reader began by hand and then gave back, and may be stopped there", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, ...two);
    const { decide } = reader("by hand", "run", "by hand", "stop");
    expect(await runTutorial(run, { decide })).toMatchObject({ state: "stopped", step: { id: "two" } });
    expect(cloud.names()).toEqual(["one"]);
    expect(run.journal.progress.steps.get("two")).toMatchObject({
      state: "begun",
      intent: { existing: new Set(["thing one-1"]) },
    });
  });

  test("does not offer to type what an interrupted process had done already, and finds it done", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("one"));
    run.journal.record({ type: "intent", step: "one", existing: [] });
    cloud.put("one", mine);
    const { asked, decide } = reader("run");
    expect(await runTutorial(run, { decide })).toEqual({ state: "finished" });
    expect(asked).toEqual([["before", "one", ["run", "skip", "stop"]]]);
  });
});

describe("a step of a walk that failed", () => {
  test("can be tried again, with a new look at what is there, until it is done", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create --name one", refused);
    const { asked, decide } = reader("run", "run", async ({ moment, look }) => {
      expect([moment, look.step.id]).toEqual(["failed", "one"]);
      cloud.failing.clear();
      return "run";
    });
    const run = runOf(cloud, thingStep("one"));
    expect(await runTutorial(run, { decide })).toEqual({ state: "finished" });
    expect(asked.map(([moment]) => moment)).toEqual(["before", "failed", "failed"]);
    expect(asked[1]?.[2]).toEqual(["run", "by hand", "stop"]);
    expect(run.journal.entries.filter(({ type }) => type === "intent")).toHaveLength(3);
  });

  test("tells who decides how it failed", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create --name one", refused);
    const { decide } = reader("run", async (question) => {
      expect(question).toMatchObject({ moment: "failed", outcome: { state: "failed", commands: [{ exitCode: 1 }] } });
      return "stop";
    });
    const end = await runTutorial(runOf(cloud, thingStep("one")), { decide });
    expect(end).toMatchObject({ state: "failed", step: { id: "one" }, outcome: { commands: [{ ok: false }] } });
  });

  test("can be done by hand after all", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create --name one", refused);
    const { asked, decide } = reader("run", "by hand", async (_, signal) => {
      cloud.put("one", mine);
      return new Promise((__, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    expect(await runTutorial(runOf(cloud, thingStep("one")), { decide })).toEqual({ state: "finished" });
    expect(asked.map(([moment]) => moment)).toEqual(["before", "failed", "by hand"]);
  });

  test("cannot be done by hand when it is the one that cleans up", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing purge", "ERROR: (Protected) purge protection is on\n");
    const { asked, decide } = reader("run", "run", "stop");
    const end = await runTutorial(runOf(cloud, thingStep("one"), cleaningStep()), { decide });
    expect(end).toMatchObject({ state: "failed", step: { id: "clean-up" } });
    expect(asked.at(-1)).toEqual(["failed", "clean-up", ["run", "stop"]]);
  });
});
