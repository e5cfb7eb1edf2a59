import { expect, test } from "vitest";
import { stepsNeededBy, stepsThatNeed } from "../../src/tutorial/needs.ts";
import { findStep, type Tutorial, type TutorialStep } from "../../src/tutorial/tutorial.ts";

function step(number: number, id: string, needs: string[]): TutorialStep {
  return {
    ...{ id, number, needs, title: id, text: "", run: [], undo: [], hints: [] },
    ...{ "cleans-up": false, settle: 0, "gone-within": 0, deeds: { verify: async () => [] } },
  };
}

const vault = step(1, "vault", []);
const packages = step(2, "packages", []);
const secret = step(3, "secret", ["vault"]);
const program = step(4, "program", ["secret", "packages"]);
const steps = [vault, packages, secret, program];
const article = { title: "", link: "", updated: "" };
const tutorial: Tutorial = { title: "", about: "", article, inputs: {}, steps };

test("a step needs its needs' needs too, in the order of the tutorial", () => {
  expect(stepsNeededBy(tutorial, program)).toEqual([vault, packages, secret]);
  expect(stepsNeededBy(tutorial, vault)).toEqual([]);
});

test("a step is needed by all that need it, directly or through others", () => {
  expect(stepsThatNeed(tutorial, vault)).toEqual([secret, program]);
  expect(stepsThatNeed(tutorial, program)).toEqual([]);
});

test("a step is found by its id or its number", () => {
  expect(findStep(tutorial, "secret")).toBe(secret);
  expect(findStep(tutorial, "3")).toBe(secret);
  expect(findStep(tutorial, "5")).toBeUndefined();
});
