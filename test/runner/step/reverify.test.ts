import { expect, test } from "vitest";
import { reverify } from "../../../src/runner/step/look-at-step.ts";
import { check, NotKnownYet } from "../../../src/tutorial/step.ts";
import { mine, smallCloud } from "../small-cloud.ts";
import { readThing } from "../small-platform.ts";
import { openSmallRun, smallClock } from "../small-run.ts";
import { step, thingStep, tutorialOf } from "../small-steps.ts";

test("a step that was done is verified again, and nothing is run", async () => {
  const cloud = smallCloud();
  const [one, two] = [thingStep("one"), thingStep("two")];
  const run = openSmallRun({ tutorial: tutorialOf([one, two]), cloud });
  run.journal.record({ type: "owned", step: "one", resources: [readThing(cloud.put("one", mine))] });
  expect(await reverify(run, one)).toEqual([check("thing one", "as asked for", "as asked for")]);
  expect(await reverify(run, two)).toMatchObject([{ title: "thing two", ok: false, actual: "not there" }]);
  expect(cloud.calls).toEqual([]);
});

test("a step that was done no longer holds when another one of that name is there", async () => {
  const cloud = smallCloud();
  const one = thingStep("one");
  const run = openSmallRun({ tutorial: tutorialOf([one]), cloud });
  run.journal.record({ type: "owned", step: "one", resources: [readThing(cloud.put("one", mine))] });
  cloud.take("one");
  cloud.put("one", mine);
  expect(await reverify(run, one)).toMatchObject([{ title: "thing one", ok: false }]);
});

test("one look does for all steps that are verified in the same moment, and no longer", async () => {
  const cloud = smallCloud();
  const clock = smallClock();
  const steps = [thingStep("one"), thingStep("two")];
  const run = openSmallRun({ tutorial: tutorialOf(steps), cloud, clock });
  for (const each of steps) await reverify(run, each);
  expect(cloud.looks).toBe(1);
  clock.pass(10_000);
  for (const each of steps) await reverify(run, each);
  expect(cloud.looks).toBe(2);
});

test("a step whose value was lost does not hold any more", async () => {
  const cloud = smallCloud();
  const lost = step("one", { implementation: { verify: () => Promise.reject(new NotKnownYet("password")) } });
  const run = openSmallRun({ tutorial: tutorialOf([lost]), cloud });
  expect(await reverify(run, lost)).toMatchObject([{ title: "password is known", ok: false }]);
});

test("a step of which nothing can be found out is an error, not an answer", async () => {
  const cloud = smallCloud();
  const unreachable = step("one", { implementation: { verify: () => Promise.reject(new Error("no network")) } });
  const run = openSmallRun({ tutorial: tutorialOf([unreachable]), cloud });
  await expect(reverify(run, unreachable)).rejects.toThrow("no network");
});
