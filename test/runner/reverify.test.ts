import { expect, test } from "vitest";
import { readJournal } from "../../src/runner/journal.ts";
import { reverify } from "../../src/runner/reverify.ts";
import { check, NotKnownYet } from "../../src/tutorial/step.ts";
import { smallCloud } from "./small-cloud.ts";
import { openSmallRun } from "./small-run.ts";
import { step, thingStep, tutorialOf } from "./small-steps.ts";

test("steps that were done are verified again, in their order, and nothing is run or written", async () => {
  const cloud = smallCloud();
  const steps = [thingStep(cloud, "one"), thingStep(cloud, "two")];
  const run = openSmallRun({ tutorial: tutorialOf(steps), cloud });
  cloud.things.set("one", "live");
  const length = readJournal(run.folder.journal).length;
  const found = await reverify(run, steps);
  expect(found.map(({ step: { id }, verification }) => [id, verification.holds])).toEqual([
    ["one", true],
    ["two", false],
  ]);
  expect(found[1]?.verification.checks).toEqual([check("the thing two exists", "live", "nothing")]);
  expect(cloud.calls).toEqual([]);
  expect(readJournal(run.folder.journal)).toHaveLength(length);
});

test("a step whose value was lost does not hold any more", async () => {
  const cloud = smallCloud();
  const lost = step("one", { deeds: { verify: () => Promise.reject(new NotKnownYet("password")) } });
  const run = openSmallRun({ tutorial: tutorialOf([lost]), cloud });
  const [found] = await reverify(run, [lost]);
  expect(found?.verification).toMatchObject({ holds: false, checks: [{ title: "password is known" }] });
});

test("a step of which nothing can be found out is an error, not an answer", async () => {
  const cloud = smallCloud();
  const unreachable = step("one", { deeds: { verify: () => Promise.reject(new Error("no network")) } });
  const run = openSmallRun({ tutorial: tutorialOf([unreachable]), cloud });
  await expect(reverify(run, [unreachable])).rejects.toThrow("no network");
});
