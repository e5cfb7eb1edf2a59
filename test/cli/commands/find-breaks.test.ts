import { expect, test } from "vitest";
import { findBreaks } from "../../../src/cli/commands/find-breaks.ts";
import { combinations, readSdk, type Combination } from "../../../src/cli/commands/matrix-versions.ts";
import type { Row } from "../../../src/report/matrix.ts";
import { compareVersions } from "../../../src/azure/known-az-versions.ts";
import { step, tutorialOf } from "../../runner/small-steps.ts";

const tutorial = tutorialOf([step("one"), step("two")]);
const versions = Array.from({ length: 31 }, (_, at) => `2.${60 + at}.0`);

/** A world in which step two fails from a version on. */
function worldThatBreaksAt(first: string, versionIn: (combination: Combination) => string) {
  const tried: string[] = [];
  const runOne = async (combination: Combination): Promise<Row> => {
    const version = versionIn(combination);
    tried.push(version);
    const state = compareVersions(version, first) < 0 ? "pass" : "fail";
    return { title: combination.title, cells: { one: { state: "pass", findings: [] }, two: { state, findings: [] } } };
  };
  return { tried, runOne, versionsOf: async () => versions };
}

test("the first version of az that broke a step is found among all that exist", async () => {
  const world = worldThatBreaksAt("2.77.0", ({ az }) => az);
  const wanted = combinations(["2.60.0", "2.90.0"], []);
  const rows = await Promise.all(wanted.map(world.runOne));
  const found = await findBreaks(tutorial, wanted, rows, world);
  expect(found).toEqual([{ step: "two", version: "2.77.0", sentence: "two broke in az 2.77.0." }]);
  expect(world.tried.length).toBeLessThanOrEqual(2 + 5);
});

test("so is that of a package", async () => {
  const world = worldThatBreaksAt("2.65.0", ({ packages }) => packages[0]?.spec.split("@").at(-1) ?? "");
  const wanted = combinations(["builtin"], readSdk("2.60.0,2.90.0"));
  const rows = await Promise.all(wanted.map(world.runOne));
  const [found] = await findBreaks(tutorial, wanted, rows, world);
  expect(found?.sentence).toBe("two broke in @azure/keyvault-secrets 2.65.0.");
});

test("a step that fails in all versions, or heals in a later one, did not break", async () => {
  const world = worldThatBreaksAt("1.0.0", ({ az }) => az);
  const wanted = combinations(["2.60.0", "2.90.0"], []);
  const rows = await Promise.all(wanted.map(world.runOne));
  expect(await findBreaks(tutorial, wanted, rows, world)).toEqual([]);
});

test("a version with which Azure was unwell is not the one that broke a step", async () => {
  const world = worldThatBreaksAt("2.77.0", ({ az }) => az);
  const wanted = combinations(["2.60.0", "2.90.0"], []);
  const rows = await Promise.all(wanted.map(world.runOne));
  const last = rows.at(-1)?.cells["two"];
  if (last !== undefined) last.failure = "unwell";
  expect(await findBreaks(tutorial, wanted, rows, world)).toEqual([]);
});
