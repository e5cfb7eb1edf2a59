import { describe, expect, test } from "vitest";
import type { Clock, Run } from "../../../src/runner/run.ts";
import { isRedBefore, lookUntilItHolds, proves, verifyOnce } from "../../../src/runner/step/verify.ts";
import { check, NotKnownYet, type Check, type StepImplementation } from "../../../src/tutorial/step.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { smallCloud } from "../small-cloud.ts";
import { NotYet } from "../small-platform.ts";
import { openSmallRun, smallClock } from "../small-run.ts";
import { command, step, thingStep, tutorialOf } from "../small-steps.ts";

function smallRun(clock: Clock = smallClock()): Run {
  return openSmallRun({ tutorial: tutorialOf([]), cloud: smallCloud(), clock });
}

type Verify = NonNullable<StepImplementation["verify"]>;

/** One look at a step of this verification. */
function lookOnce(verify: Verify, run: Run = smallRun()): Promise<Check[]> {
  return verifyOnce(run, step("one", { implementation: { verify } }));
}

/** Looks that find it holding from the n-th on. */
function holdingFrom(look: number): () => Promise<Check[]> {
  let looks = 0;
  return async () => [check("looks", "enough", (looks += 1) >= look ? "enough" : "not yet")];
}

describe("checks", () => {
  test("prove something when all of them hold, and nothing when there are none", () => {
    const [good, bad] = [check("one", "a", "a"), check("two", "a", "b")];
    expect([proves([good, good]), proves([good, bad]), proves([])]).toEqual([true, false, false]);
  });
});

describe("one look", () => {
  test("gives the checks that the verification made, and none where there is no verification", async () => {
    const checks = [check("one", "a", "a"), check("two", "a", "b")];
    expect(await lookOnce(async () => checks)).toEqual(checks);
    expect(await verifyOnce(smallRun(), thingStep("one"))).toEqual([]);
  });

  test("does not hold when a value is not known yet, and says which", async () => {
    expect(await lookOnce(async ({ values }) => [check("id", "1", values["vaultId"] ?? "")])).toEqual([
      { title: "vaultId is known", ok: false, expected: "a value that this step gives", actual: "nothing yet" },
    ]);
  });

  test("does not hold while the platform says that it does not know yet", async () => {
    expect(await lookOnce(() => Promise.reject(new NotYet("AADSTS700016: it is being copied")))).toEqual([
      { title: "it can be verified", ok: false, expected: "an answer", actual: "AADSTS700016: it is being copied" },
    ]);
  });

  test("that could not find out throws: it is no answer", async () => {
    await expect(lookOnce(() => Promise.reject(new Error("no network")))).rejects.toThrow("no network");
  });
});

describe("one look that hangs", () => {
  const runWithLimit = (lookTimeout: number): Run =>
    openSmallRun({ tutorial: tutorialOf([]), cloud: smallCloud(), lookTimeout });

  test("ends at its time limit, and says so", async () => {
    await expect(lookOnce(() => new Promise(() => {}), runWithLimit(50))).rejects.toThrow(
      "A look at what is there did not end within 50 ms",
    );
  });

  test("is told by its own signal that its time is up", async () => {
    let signal: AbortSignal | undefined;
    await lookOnce((context) => (({ signal } = context), new Promise(() => {})), runWithLimit(10)).catch(() => {});
    expect(signal?.aborted).toBe(true);
  });
});

describe("whether a verification can fail before its step has run", () => {
  const capturing = (verify: Verify): TutorialStep =>
    step("one", {
      run: [
        command("az thing show", {
          capture: { id: { json: ["id"], secret: false }, word: { json: ["w"], secret: true } },
        }),
      ],
      implementation: { verify },
    });
  const isRed = (verify: Verify, run: Run = smallRun()): Promise<boolean> => isRedBefore(run, capturing(verify));

  test("is yes when it does not hold, when there are no checks, and when it throws", async () => {
    expect(await isRed(async () => [check("one", "a", "b")])).toBe(true);
    expect(await isRed(async () => [])).toBe(true);
    expect(await isRed(() => Promise.reject(new Error("nothing to ask")))).toBe(true);
    expect(await isRedBefore(smallRun(), thingStep("one"))).toBe(true);
  });

  test("is no when it holds, also with made-up captures, secret ones included", async () => {
    expect(await isRed(async () => [check("one", "a", "a")])).toBe(false);
    const isThere: Verify = async ({ values, secrets }) =>
      [values["id"], secrets["word"]?.reveal()].map((each) => check("it is there", "yes", each ? "yes" : "no"));
    expect(await isRed(isThere)).toBe(false);
  });

  test("is not answered by a value that no command of the step captures", async () => {
    expect(await isRed(async ({ values }) => [check("it is there", "yes", values["other"] ? "yes" : "no")])).toBe(true);
  });

  test("is not answered when the reader stops the run", async () => {
    const stop = new AbortController();
    const run = openSmallRun({ tutorial: tutorialOf([]), cloud: smallCloud(), signal: stop.signal });
    stop.abort(new Error("Ctrl-C"));
    await expect(isRed(async () => [], run)).rejects.toThrow("Ctrl-C");
  });
});

describe("looking until it holds", () => {
  test("takes one look, and no time, when it holds at once", async () => {
    const clock = smallClock();
    const found = await lookUntilItHolds(smallRun(clock), holdingFrom(1), { timeout: 60_000 });
    expect(found).toMatchObject({ holds: true, settled: 0 });
    expect(clock.sleeps).toEqual([]);
  });

  test("pauses twice as long each time, and never longer than ten seconds", async () => {
    const clock = smallClock();
    const found = await lookUntilItHolds(smallRun(clock), holdingFrom(10), { timeout: 600_000 });
    expect(clock.sleeps).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
    expect(found).toMatchObject({ holds: true, settled: 42_600 });
  });

  test("ends at the limit, with a last look at that very moment", async () => {
    const clock = smallClock();
    const found = await lookUntilItHolds(smallRun(clock), holdingFrom(Infinity), { timeout: 1000 });
    expect(clock.sleeps).toEqual([200, 400, 400]);
    expect(found).toMatchObject({ holds: false, settled: 1000 });
    expect(found.checks).toHaveLength(1);
  });

  test("takes one look when there is no time", async () => {
    const clock = smallClock();
    expect(await lookUntilItHolds(smallRun(clock), holdingFrom(2), { timeout: 0 })).toMatchObject({ holds: false });
    expect(clock.sleeps).toEqual([]);
  });

  test("waits for a value that is not known yet", async () => {
    let looks = 0;
    const run = smallRun();
    const one = step("one", {
      implementation: {
        async verify() {
          if ((looks += 1) < 3) throw new NotKnownYet("vaultId");
          return [check("id", "1", "1")];
        },
      },
    });
    const found = await lookUntilItHolds(run, () => verifyOnce(run, one), { timeout: 60_000 });
    expect(found).toMatchObject({ holds: true, settled: 600 });
  });

  test("tells before each pause how long it has taken and what does not hold", async () => {
    const told: unknown[] = [];
    const onWait = (waited: number, checks: { actual: string }[]): number => told.push([waited, checks[0]?.actual]);
    await lookUntilItHolds(smallRun(), holdingFrom(3), { timeout: 60_000, onWait });
    expect(told).toEqual([
      [0, "not yet"],
      [200, "not yet"],
    ]);
  });

  test("ends with the clock's own error when the run is stopped", async () => {
    const clock = { ...smallClock(), sleep: () => Promise.reject(new Error("Ctrl-C")) };
    await expect(lookUntilItHolds(smallRun(clock), holdingFrom(2), { timeout: 1000 })).rejects.toThrow("Ctrl-C");
  });

  test("does not go on for long with what will not change any more, but looks once more after some seconds", async () => {
    const clock = smallClock();
    const isFinal = (): boolean => true;
    const found = await lookUntilItHolds(smallRun(clock), holdingFrom(Infinity), { timeout: 600_000, isFinal });
    expect(found).toMatchObject({ holds: false, settled: 5000 });
    expect(clock.sleeps).toEqual([200, 400, 800, 1600, 2000]);
  });
});
