import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/errors.ts";
import { chooseSteps, type Part } from "../../src/runner/choose-steps.ts";
import type { Run } from "../../src/runner/run.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { mine, smallCloud, type SmallCloud } from "./small-cloud.ts";
import { readThing } from "./small-platform.ts";
import { listenTo, openSmallRun } from "./small-run.ts";
import { cleaningStep, thingStep, tutorialOf } from "./small-steps.ts";

const ids = ["one", "two", "three"];

interface Bench {
  cloud: SmallCloud;
  run: Run;
  choose(part?: Part): Promise<string[]>;
}

/** A run of three things and a clean-up, of which the named steps were done. `more` changes a step. */
function runAfter(done: readonly string[], more: Record<string, Partial<TutorialStep>> = {}): Bench {
  const cloud = smallCloud();
  const steps = [...ids.map((id) => thingStep(id, more[id])), cleaningStep()];
  const run = openSmallRun({ tutorial: tutorialOf(steps), cloud });
  for (const step of done) {
    run.journal.record({ type: "intent", step, existing: [] });
    run.journal.record({ type: "owned", step, resources: [readThing(cloud.put(step, mine))] });
    run.journal.record({ type: "done", step, checks: [], settled: 0, milliseconds: 1, ran: true });
  }
  return { cloud, run, choose: async (part = {}) => (await chooseSteps(run, part)).map(({ id }) => id) };
}

describe("where no place is given, a run goes on", () => {
  test("at its beginning, when it is new", async () => {
    expect(await runAfter([]).choose()).toEqual(["one", "two", "three", "clean-up"]);
  });

  test("after what is done and still holds", async () => {
    const { run, choose } = runAfter(["one"]);
    const events = listenTo(run);
    expect(await choose()).toEqual(["two", "three", "clean-up"]);
    expect(events.at(-1)).toMatchObject({ type: "reverified", step: "one", holds: true, checks: [{ ok: true }] });
  });

  test("at what was done and no longer holds", async () => {
    const { cloud, run, choose } = runAfter(["one", "two"]);
    cloud.take("one");
    const events = listenTo(run);
    expect((await choose())[0]).toBe("one");
    expect(events.find(({ type }) => type === "reverified")).toMatchObject({
      type: "reverified",
      step: "one",
      holds: false,
      checks: [{ actual: "not there" }],
    });
  });

  test("with everything from the first on that no longer holds: what was done after it is looked at again", async () => {
    const { cloud, choose } = runAfter(["one", "two", "three"]);
    cloud.take("one");
    cloud.take("three");
    expect(await choose()).toEqual(["one", "two", "three", "clean-up"]);
  });

  test("with what was done later than the first that is not, which is looked at again: steps that ran together end in any order", async () => {
    const { run, choose } = runAfter(["one", "three"]);
    run.journal.record({ type: "intent", step: "two", existing: [] });
    expect(await choose()).toEqual(["two", "three", "clean-up"]);
  });

  test("and does not look again at what a later step ended on purpose", async () => {
    const { cloud, choose } = runAfter(["one", "two"], { one: { endedBy: "two" } });
    cloud.take("one");
    expect(await choose()).toEqual(["three", "clean-up"]);
  });

  test("after what the reader skipped", async () => {
    const { run, choose } = runAfter(["one"]);
    run.journal.record({ type: "skipped", step: "two" });
    expect(await choose()).toEqual(["three", "clean-up"]);
  });

  test("with clean-up once that was begun, though what steps before it made is gone by then", async () => {
    const { cloud, run, choose } = runAfter(ids);
    run.journal.record({ type: "intent", step: "clean-up", existing: [] });
    run.journal.record({ type: "gone", kind: "thing", identity: "three-1", title: "thing three" });
    cloud.take("three");
    expect(await choose()).toEqual(["clean-up"]);
  });

  test("without the step that cleans up, when what there is is to be kept, and nowhere when the rest is done", async () => {
    expect(await runAfter(["one"]).choose({ keep: true })).toEqual(["two", "three"]);
    expect(await runAfter(ids).choose({ keep: true })).toEqual([]);
  });

  test("until a step, that included", async () => {
    expect(await runAfter([]).choose({ until: "two" })).toEqual(["one", "two"]);
    expect(await runAfter([]).choose({ until: "2" })).toEqual(["one", "two"]);
  });

  test("and runs nothing while it finds out", async () => {
    const { cloud, run, choose } = runAfter(["one"]);
    const { length } = run.journal.entries;
    await choose();
    expect(cloud.calls).toEqual([]);
    // The first look of a run is journalled.
    expect(run.journal.entries.slice(length).map(({ type }) => type)).toEqual(["beginning"]);
  });
});

describe("from a step that is named", () => {
  test("everything is carried out, be it done already, and those before it are verified again", async () => {
    const { run, choose } = runAfter(["one", "two"]);
    const events = listenTo(run);
    expect(await choose({ from: "two" })).toEqual(["two", "three", "clean-up"]);
    expect(events.at(-1)).toMatchObject({ type: "reverified", step: "one", holds: true });
    expect(await choose({ from: "1", until: "1" })).toEqual(["one"]);
  });

  test("nothing is carried out while a step before it was never done, and that is named", async () => {
    await expect(runAfter(["one"]).choose({ from: "three" })).rejects.toMatchObject({
      message: "The step two has not been done in this run, and three comes after it.",
      hint: "Go on there with --step two.",
    });
  });

  test("nothing is carried out while a step before it no longer holds, and that is named", async () => {
    const { cloud, choose } = runAfter(["one", "two"]);
    cloud.take("one");
    await expect(choose({ from: "three" })).rejects.toMatchObject({
      message: "The step one was done, but no longer holds.",
      hint: expect.stringContaining("--step one"),
    });
  });

  test("a step before it that was skipped is no hindrance", async () => {
    const { run, choose } = runAfter(["one"]);
    run.journal.record({ type: "skipped", step: "two" });
    expect(await choose({ from: "three" })).toEqual(["three", "clean-up"]);
  });
});

describe("one step alone", () => {
  const more = { three: { needs: ["two"] }, two: { needs: ["one"] } };

  test("is carried out with those that it needs and that were never done, but with none of the others", async () => {
    expect(await runAfter([], more).choose({ only: "two" })).toEqual(["one", "two"]);
    expect(await runAfter(["one"], more).choose({ only: "three" })).toEqual(["two", "three"]);
    expect(await runAfter([]).choose({ only: "3" })).toEqual(["three"]);
  });

  test("is carried out with those that it needs and that no longer hold", async () => {
    const { cloud, choose } = runAfter(["one", "two"], more);
    cloud.take("one");
    expect(await choose({ only: "three" })).toEqual(["one", "three"]);
  });

  test("may be the one that cleans up", async () => {
    expect(await runAfter(["one"]).choose({ only: "clean-up" })).toEqual(["clean-up"]);
  });
});

test.each([{ from: "four" }, { until: "four" }, { only: "four" }, { only: "5" }])(
  "a step that is not there is refused, and those that are there are named: %j",
  async (part) => {
    await expect(runAfter([]).choose(part)).rejects.toMatchObject({
      message: `There is no step '${Object.values(part)[0]}'.`,
      hint: "The steps are 1 one, 2 two, 3 three, 4 clean-up.",
      exitCode: exitCodes.badInput,
    });
  },
);
