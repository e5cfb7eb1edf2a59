import { describe, expect, test } from "vitest";
import { cleanUp, type CleanUpOutcome } from "../../../src/runner/clean-up/clean-up.ts";
import type { RemovalOptions } from "../../../src/runner/clean-up/remove-owned.ts";
import type { Run } from "../../../src/runner/run.ts";
import { runTutorial } from "../../../src/runner/run-tutorial.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { smallCloud, type SmallCloud } from "../small-cloud.ts";
import { unlistedFor } from "../small-platform.ts";
import { listenTo, openSmallRun, smallClock, stepOf, type SmallClock } from "../small-run.ts";
import { cleaningStep, command, declared, thingStep, tutorialOf } from "../small-steps.ts";

interface Bench {
  cloud: SmallCloud;
  clock: SmallClock;
  run: Run;
  clean(options?: RemovalOptions): Promise<CleanUpOutcome>;
}

/** A run that has made a box, by these steps, and is to remove it within a time (milliseconds). */
async function bench(
  timeout = 60_000,
  steps: TutorialStep[] = [thingStep("box")],
  cloud = smallCloud(),
): Promise<Bench> {
  const clock = smallClock();
  const run = openSmallRun({ tutorial: tutorialOf([...steps, cleaningStep({ timeout })]), cloud, clock });
  expect(await runTutorial(run, { keep: true })).toEqual({ state: "finished" });
  cloud.calls.length = 0;
  clock.sleeps.length = 0;
  const clean: Bench["clean"] = (options) => {
    // When the last look is not as good as a new one any more.
    run.lastLook = undefined;
    return cleanUp(run, stepOf(run, "clean-up"), options);
  };
  return { cloud, clock, run, clean };
}

/** A cloud whose commands of a verb succeed without doing anything. */
function idle(verb: string): SmallCloud {
  const cloud = smallCloud();
  const { az } = cloud;
  return Object.assign(cloud, {
    az: (async (args) => az(args[1] === verb ? ["thing", "show", ...args] : args)) satisfies SmallCloud["az"],
  });
}

describe("removing what a run owns", () => {
  test("goes in rounds without a pause as long as it gets forward: look, delete, look, purge, look", async () => {
    const { cloud, clock, run, clean } = await bench();
    const told: string[] = [];
    run.listeners.add((event) => event.type === "command-begun" && told.push(event.line));
    expect(await clean()).toMatchObject({ state: "done" });
    expect(told).toEqual(["az thing delete --id box-1", "az thing purge --id box-1"]);
    expect([cloud.calls.length, clock.sleeps]).toEqual([2, []]);
  });

  test("runs nothing when nothing is left", async () => {
    const { cloud, clean } = await bench();
    cloud.take("box");
    expect(await clean()).toMatchObject({ state: "done", commands: [] });
    expect(cloud.calls).toEqual([]);
  });

  test("says first what it is going to remove, what goes along with it too, and what it waits for", async () => {
    const { cloud, run, clean } = await bench(1000, [thingStep("box"), insideStep()]);
    cloud.failing.set("thing delete", "ERROR: (Conflict) another operation is in progress\n");
    const events = listenTo(run);
    await clean();
    expect(events.find(({ type }) => type === "removal-planned")).toMatchObject({
      resources: [
        { key: "thing box-1", title: "thing box (grey)" },
        { key: "thing inside-1", title: "thing inside (grey)" },
      ],
    });
    expect(events.find(({ type }) => type === "removal-waiting")).toMatchObject({
      ...{ titles: ["thing box (grey)", "thing inside (grey)"], waited: 0, timeout: 1000 },
    });
  });

  test("lets what lies in something go along with it", async () => {
    const { cloud, clean } = await bench(60_000, [thingStep("box"), insideStep()]);
    expect(await clean()).toMatchObject({ state: "done" });
    expect(cloud.calls).toEqual(["thing delete --id box-1", "thing purge --id box-1"]);
  });

  test("waits, longer each time, for what vanishes late, until its time is up", async () => {
    const { clock, clean } = await bench(2000, [thingStep("box")], idle("purge"));
    expect(await clean()).toMatchObject({ state: "failed", remaining: ["az thing purge --id box-1"] });
    expect(clock.sleeps).toEqual([200, 400, 800, 600]);
  });

  test("gives up on what is refused three times in a row, and names what remains to be done", async () => {
    const { cloud, clock, clean } = await bench(600_000);
    cloud.failing.set("thing delete", "ERROR: (Locked) the thing is locked\n");
    const outcome = await clean();
    expect(cloud.calls).toHaveLength(3);
    expect(clock.sleeps).toEqual([200, 400]);
    expect(outcome).toMatchObject({ state: "failed", remaining: ["az thing delete --id box-1"] });
    const error = { code: "Locked", message: "(Locked) the thing is locked" };
    expect(outcome.commands).toMatchObject([{ error }, { error }, { error }]);
  });

  test("goes on with the others when one is refused", async () => {
    const { cloud, clean } = await bench(60_000, [thingStep("one"), thingStep("two")]);
    cloud.failing.set("thing delete --id one-1", "ERROR: (Locked) locked\n");
    expect(await clean()).toMatchObject({ state: "failed", remaining: ["az thing delete --id one-1"] });
    expect(cloud.things).toMatchObject([{ name: "one", state: "live" }]);
  });

  test("does not give up on what is refused for the moment, until its time is up", async () => {
    const { cloud, clock, run, clean } = await bench();
    cloud.failing.set("thing delete", "ERROR: (Conflict) another operation is in progress\n");
    run.listeners.add(({ type }) => type === "removal-waiting" && clock.sleeps.length === 5 && cloud.failing.clear());
    expect(await clean()).toMatchObject({ state: "done" });
    expect(clock.sleeps).toEqual([200, 400, 800, 1600, 3200, 6400]);
  });

  test("stops at once when the reader stops it", async () => {
    const { cloud, run, clean } = await bench();
    const reason = new Error("Ctrl-C");
    run.clock.sleep = () => Promise.reject(reason);
    cloud.failing.set("thing delete", "ERROR: (Conflict) another operation is in progress\n");
    await expect(clean()).rejects.toBe(reason);
    expect(run.journal.progress.isCleaned).toBe(false);
  });
});

describe("removing without waiting", () => {
  test("asks once for each step that there is, with --no-wait for what takes minutes, and leaves the rest alone", async () => {
    const { cloud, clock, clean } = await bench(60_000, [thingStep("box")], idle("purge"));
    const outcome = await clean({ noWait: true });
    expect(cloud.calls.map((call) => call.replace(/^thing show /, ""))).toEqual([
      ...["thing delete --id box-1", "thing purge --id box-1 --no-wait"],
    ]);
    expect(clock.sleeps).toEqual([]);
    expect(outcome).toMatchObject({ state: "failed", remaining: ["az thing purge --id box-1"] });
  });
});

/** A step that makes a thing in the box. */
function insideStep(id = "inside"): TutorialStep {
  return thingStep(id, { needs: ["box"], run: [command(`az thing create --name ${id} --in box`)] });
}

/** A step that deletes what lies in the box, which a clean-up has to purge. */
const deleting = thingStep("delete", {
  ...{
    needs: ["inside"],
    run: [command("az thing delete --name inside")],
    makes: [],
    removes: [declared("inside", { state: "deleted" })],
  },
});

describe("what was just deleted and is listed nowhere for a while", () => {
  test("is not taken for gone while what holds it is still there", async () => {
    const { cloud, run, clean } = await bench(60_000, [thingStep("box"), insideStep(), deleting]);
    for (const each of cloud.things) if (each.name === "inside") each.unlisted = 2;
    cloud.failing.set("thing delete --id box-1", "ERROR: (Conflict) another operation is in progress\n");
    run.listeners.add(({ type }) => type === "removal-waiting" && cloud.failing.clear());
    const { length } = run.journal.entries;
    expect(await clean()).toMatchObject({ state: "done" });
    const types = run.journal.entries
      .slice(length)
      .map((entry) => ("identity" in entry ? `${entry.type} ${entry.identity}` : entry.type));
    const [first, second] = types.flatMap((type, at) => (type === "removing box-1" ? [at] : []));
    expect([first, second].every((at) => at !== undefined && types.indexOf("gone inside-1") > at)).toBe(true);
  });

  test("is gone once that time is over", async () => {
    const { cloud, clock, run, clean } = await bench(60_000, [thingStep("box"), insideStep(), deleting]);
    cloud.take("inside");
    clock.pass(unlistedFor);
    const { length } = run.journal.entries;
    expect(await clean()).toMatchObject({ state: "done" });
    expect(run.journal.entries.slice(length).find(({ type }) => type === "gone" || type === "removing")).toMatchObject({
      ...{ type: "gone", identity: "inside-1" },
    });
  });
});
