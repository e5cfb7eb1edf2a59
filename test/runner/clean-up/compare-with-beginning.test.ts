import { describe, expect, test } from "vitest";
import { runTutorial, type TutorialEnd } from "../../../src/runner/run-tutorial.ts";
import type { Run } from "../../../src/runner/run.ts";
import { smallCloud, type SmallCloud } from "../small-cloud.ts";
import { openSmallRun, smallClock, type SmallClock } from "../small-run.ts";
import { cleaningStep, thingStep, tutorialOf } from "../small-steps.ts";

interface Ended {
  end: TutorialEnd;
  run: Run;
  clock: SmallClock;
}

/** Carries out a whole run; before its clean-up something happens to what was there before. */
async function endOf(cloud: SmallCloud, happens: () => void, isAlone: boolean): Promise<Ended> {
  const clock = smallClock();
  const run = openSmallRun({ tutorial: tutorialOf([thingStep("box"), cleaningStep()]), cloud, clock, isAlone });
  await runTutorial(run, { keep: true });
  happens();
  clock.pass(10_000);
  return { end: await runTutorial(run, { only: "clean-up" }), run, clock };
}

const nothing = (): void => {};
const wrong = ({ end }: Ended): string[] =>
  end.state === "failed"
    ? end.outcome.checks.flatMap(({ ok, title, actual }) => (ok ? [] : [`${title}: ${actual}`]))
    : [];

describe("the end of a run, held against its beginning", () => {
  test("is as it was when all that was there before is there, and nothing of the run", async () => {
    const cloud = smallCloud();
    cloud.put("old");
    const { end, run } = await endOf(cloud, nothing, true);
    expect(end.state).toBe("finished");
    expect(run.journal.progress.compared).toMatchObject({ isAsItWas: true, differences: [], apart: [], unseen: [] });
  });

  test.each([
    ["gone", (cloud: SmallCloud) => cloud.take("old"), "- thing old (grey)"],
    [
      "not as it was",
      (cloud: SmallCloud) => ((cloud.things.find(({ name }) => name === "old") ?? { colour: "" }).colour = "blue"),
      "~ thing old: colour grey → blue",
    ],
  ])(
    "fails where the cloud is the run's own and something from before is %s; elsewhere that is told",
    async (_, happens, line) => {
      for (const isAlone of [true, false]) {
        const cloud = smallCloud();
        cloud.put("old");
        const ended = await endOf(cloud, () => happens(cloud), isAlone);
        expect(wrong(ended)).toEqual(isAlone ? [`what was there before is as it was: ${line}`] : []);
        expect(ended.run.journal.progress.compared).toMatchObject({ isAsItWas: false, differences: [line] });
        expect(ended.run.journal.progress.isCleaned).toBe(!isAlone);
      }
    },
  );

  test("is as it was though others have made something since", async () => {
    const cloud = smallCloud();
    const { end, run } = await endOf(cloud, () => void cloud.put("new"), false);
    expect(end.state).toBe("finished");
    expect(run.journal.progress.compared).toMatchObject({ isAsItWas: true, differences: [] });
  });
});

describe("a name that the run had taken", () => {
  test("is asked for where somebody can be asked, and is free again", async () => {
    const cloud = smallCloud();
    const asked: string[] = [];
    cloud.isNameFree = (name) => asked.push(name) > 0;
    const { run } = await endOf(cloud, nothing, false);
    expect(asked).toEqual(["box"]);
    const done = run.journal.entries.findLast(({ type }) => type === "done");
    expect(done).toMatchObject({
      checks: expect.arrayContaining([
        expect.objectContaining({ title: "the name of thing box (grey) is free again", ok: true }),
      ]),
    });
  });

  test("may take a while to be free", async () => {
    const cloud = smallCloud();
    let asked = 0;
    cloud.isNameFree = () => (asked += 1) > 3;
    const { end, clock } = await endOf(cloud, nothing, false);
    expect([end.state, clock.sleeps]).toEqual(["finished", [5000, 5000, 5000]]);
  });

  test("fails the clean-up when it stays taken for a minute", async () => {
    const cloud = smallCloud();
    cloud.isNameFree = () => false;
    const ended = await endOf(cloud, nothing, false);
    expect(wrong(ended)).toEqual(["the name of thing box (grey) is free again: taken"]);
    expect(ended.clock.sleeps.reduce((sum, each) => sum + each, 0)).toBe(60_000);
  });

  test("is not asked for when somebody else has it by now", async () => {
    const cloud = smallCloud();
    cloud.isNameFree = () => false;
    const { end } = await endOf(cloud, () => void cloud.put("box"), false);
    expect(end.state).toBe("finished");
  });
});
