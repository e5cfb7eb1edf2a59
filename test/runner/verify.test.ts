import { describe, expect, test } from "vitest";
import { stepContext } from "../../src/runner/run.ts";
import { verifyOnce, verifyUntilItHolds, type Verify } from "../../src/runner/verify.ts";
import { check, NotKnownYet, type StepContext } from "../../src/tutorial/step.ts";
import { smallCloud } from "./small-cloud.ts";
import { openSmallRun, smallClock } from "./small-run.ts";
import { tutorialOf } from "./small-steps.ts";

function context(): StepContext {
  return stepContext(openSmallRun({ tutorial: tutorialOf([]), cloud: smallCloud() }));
}

/** A verification that holds from its n-th look on. */
function holdingFrom(look: number): Verify {
  let looks = 0;
  return async () => [check("looks", "enough", (looks += 1) >= look ? "enough" : "not yet")];
}

describe("one look", () => {
  test("holds when all checks do", async () => {
    const [good, bad] = [check("one", "a", "a"), check("two", "a", "b")];
    expect(await verifyOnce(async () => [good, good], context())).toMatchObject({ holds: true, settled: 0 });
    expect(await verifyOnce(async () => [good, bad], context())).toMatchObject({ holds: false });
  });

  test("does not hold when nothing was checked", async () => {
    expect(await verifyOnce(async () => [], context())).toMatchObject({ holds: false });
  });

  test("does not hold when a value is not known yet, and says which", async () => {
    const { holds, checks } = await verifyOnce(
      async ({ values }) => [check("id", "1", values["vaultId"] ?? "")],
      context(),
    );
    expect(holds).toBe(false);
    expect(checks).toEqual([
      { title: "vaultId is known", ok: false, expected: "a value that this step gives", actual: "nothing yet" },
    ]);
  });

  test("that could not find out throws: it is no answer", async () => {
    const looking = verifyOnce(() => Promise.reject(new Error("no network")), context());
    await expect(looking).rejects.toThrow("no network");
  });
});

describe("looking until it holds", () => {
  test("takes one look, and no time, when it holds at once", async () => {
    const clock = smallClock();
    const found = await verifyUntilItHolds(holdingFrom(1), context(), { limit: 60_000, clock });
    expect(found).toMatchObject({ holds: true, settled: 0 });
    expect(clock.sleeps).toEqual([]);
  });

  test("pauses twice as long each time, and never longer than ten seconds", async () => {
    const clock = smallClock();
    const found = await verifyUntilItHolds(holdingFrom(10), context(), { limit: 600_000, clock });
    expect(clock.sleeps).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
    expect(found).toMatchObject({ holds: true, settled: 42_600 });
  });

  test("ends at the limit, with a last look at that very moment", async () => {
    const clock = smallClock();
    const found = await verifyUntilItHolds(holdingFrom(Infinity), context(), { limit: 1000, clock });
    expect(clock.sleeps).toEqual([200, 400, 400]);
    expect(found).toMatchObject({ holds: false, settled: 1000 });
    expect(found.checks).toHaveLength(1);
  });

  test("takes one look when there is no time", async () => {
    const clock = smallClock();
    expect(await verifyUntilItHolds(holdingFrom(2), context(), { limit: 0, clock })).toMatchObject({ holds: false });
    expect(clock.sleeps).toEqual([]);
  });

  test("waits for a value that is not known yet", async () => {
    let looks = 0;
    const verify: Verify = async () => {
      if ((looks += 1) < 3) throw new NotKnownYet("vaultId");
      return [check("id", "1", "1")];
    };
    const found = await verifyUntilItHolds(verify, context(), { limit: 60_000, clock: smallClock() });
    expect(found).toMatchObject({ holds: true, settled: 600 });
  });

  test("tells before each pause how long it has taken and what does not hold", async () => {
    const told: unknown[] = [];
    const onWait = (waited: number, checks: { actual: string }[]): number => told.push([waited, checks[0]?.actual]);
    await verifyUntilItHolds(holdingFrom(3), context(), { limit: 60_000, clock: smallClock(), onWait });
    expect(told).toEqual([
      [0, "not yet"],
      [200, "not yet"],
    ]);
  });

  test("ends with the clock's own error when the run is stopped", async () => {
    const clock = { ...smallClock(), sleep: () => Promise.reject(new Error("Ctrl-C")) };
    await expect(verifyUntilItHolds(holdingFrom(2), context(), { limit: 1000, clock })).rejects.toThrow("Ctrl-C");
  });
});
