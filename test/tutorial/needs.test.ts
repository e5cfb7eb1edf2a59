import { expect, test } from "vitest";
import { stepsNeededBy, stepsThatNeed } from "../../src/tutorial/needs.ts";
import { findStep } from "../../src/tutorial/tutorial.ts";
import { step, tutorialOf } from "../runner/small-steps.ts";

const tutorial = tutorialOf([
  step("vault"),
  step("packages"),
  step("secret", { needs: ["vault"] }),
  step("program", { needs: ["secret", "packages"] }),
]);

/** The ids of the steps that a relation gives for one step. */
function idsOf(relation: typeof stepsNeededBy, id: string): string[] {
  const found = tutorial.steps.find((each) => each.id === id);
  return found === undefined ? [] : relation(tutorial, found).map((each) => each.id);
}

test("a step needs its needs' needs too, in the order of the tutorial", () => {
  expect(idsOf(stepsNeededBy, "program")).toEqual(["vault", "packages", "secret"]);
  expect(idsOf(stepsNeededBy, "vault")).toEqual([]);
});

test("a step is needed by all that need it, directly or through others", () => {
  expect(idsOf(stepsThatNeed, "vault")).toEqual(["secret", "program"]);
  expect(idsOf(stepsThatNeed, "program")).toEqual([]);
});

test("a step is found by its id or its number", () => {
  expect(findStep(tutorial, "secret")).toBe(tutorial.steps[2]);
  expect(findStep(tutorial, "3")).toBe(tutorial.steps[2]);
  expect(findStep(tutorial, "5")).toBeUndefined();
});
