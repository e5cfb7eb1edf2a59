import { describe, expect, test } from "vitest";
import { findOrphanedRuns, planRemovalOf } from "../../src/runner/orphaned-runs.ts";
import { mine, smallCloud } from "./small-cloud.ts";
import { smallPlatform } from "./small-platform.ts";

/** A run's id, as the command line makes it: the second in which it was begun, and four more. */
const idOf = (time: string, rest: string): string => (Date.parse(time) / 1000).toString(36) + rest;
const [older, newer] = [idOf("2026-01-01T00:00:00Z", "aaaa"), idOf("2026-01-05T00:00:00Z", "bbbb")];
const later = Date.parse("2026-02-01T00:00:00Z");

describe("runs that nobody remembers", () => {
  test("are found by their marks alone, the oldest first, with all that hangs on what bears them", async () => {
    const cloud = smallCloud();
    cloud.put("second", { ...mine, runId: newer });
    const holder = cloud.put("first", { ...mine, runId: older, labels: ["red"] });
    cloud.put("inside", { ...mine, inside: holder.identity });
    cloud.put("unmarked", mine);
    const runs = await findOrphanedRuns(smallPlatform(cloud, { isAlone: false }), later);
    expect(
      runs.map(({ runId, begunAt, resources }) => [runId, begunAt, resources.map(({ address }) => address)]),
    ).toEqual([
      [older, Date.parse("2026-01-01T00:00:00Z"), ["first/red", "first", "inside"]],
      [newer, Date.parse("2026-01-05T00:00:00Z"), ["second"]],
    ]);
  });

  test("are only those that were begun before a time", async () => {
    const cloud = smallCloud();
    cloud.put("second", { ...mine, runId: newer });
    const platform = smallPlatform(cloud, { isAlone: false });
    expect(await findOrphanedRuns(platform, Date.parse("2026-01-05T00:00:00Z"))).toEqual([]);
  });

  test.each([
    ["the signed-in identity's", ["me"], "this run"],
    ["somebody else's where one of them is", ["me", "you"], "somebody else"],
    ["nobody knows whose where no service tells", [undefined], "unknown"],
  ])("are %s", async (_, makers, maker) => {
    const cloud = smallCloud();
    for (const createdBy of makers) cloud.put("thing", { createdBy, runId: older });
    expect(await findOrphanedRuns(smallPlatform(cloud, { isAlone: false }), later)).toMatchObject([{ maker }]);
  });

  test("are removed with what hangs on them, and nothing beside", async () => {
    const cloud = smallCloud();
    const holder = cloud.put("first", { ...mine, runId: older });
    cloud.put("inside", { ...mine, inside: holder.identity });
    cloud.put("first", mine);
    const platform = smallPlatform(cloud, { isAlone: false });
    const [run] = await findOrphanedRuns(platform, later);
    const plan = run && (await planRemovalOf(platform, run));
    expect(plan?.removals.map(({ commands }) => commands)).toEqual([[["az", "thing", "delete", "--id", "first-1"]]]);
    expect(plan?.alongside.map(({ address }) => address)).toEqual(["inside"]);
  });
});
