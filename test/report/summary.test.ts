import { describe, expect, test } from "vitest";
import { summarize, type Summary } from "../../src/report/summary.ts";
import type { Entry, Event } from "../../src/runner/journal.ts";
import { check, type Check } from "../../src/tutorial/step.ts";
import { step, tutorialOf } from "../runner/small-steps.ts";

const tutorial = tutorialOf([step("vault"), step("secret"), step("clean-up", { "cleans-up": true })]);

const started: Event = {
  ...{ type: "run", id: "k3v9", tutorial: "Small", mode: "live" },
  ...{ az: { version: "2.91.0", standIn: false }, asWritten: false },
};

const begun = (id: string): Event => ({ type: "intent", step: id, observed: {} });
const done = (id: string, ...checks: Check[]): Event => ({
  ...{ type: "done", step: id, checks, settled: 600, milliseconds: 2000 },
});
const failed = (id: string, ...checks: Check[]): Event => ({ type: "failed", step: id, reason: "No.", checks });
const undone = (id: string, ...checks: Check[]): Event => ({ type: "undone", step: id, checks });
const survived = (id: string, ...checks: Check[]): Event => ({ type: "survived", step: id, checks });

const exists = check("it exists", "yes", "yes");
const missing = check("it exists", "yes", "no");
const vaultGone = check("the vault is gone", "gone", "gone");
const nameFree = check("the vault's name is free again", "purged", "purged");
const vaultLeft = check("the vault is gone", "gone", "still there");
const secretGone = check("the secret is gone", "gone", "gone");

/** The summary of a journal whose events came a second apart. */
function summaryOf(...events: Event[]): Summary {
  const start = Date.parse("2026-01-01T00:00:00Z");
  const entries: Entry[] = [];
  for (const event of events) entries.push({ ...event, at: new Date(start + entries.length * 1000).toISOString() });
  return summarize(tutorial, entries);
}

/** The state of each step, in order. */
function statesOf({ steps }: Summary): string[] {
  return steps.map(({ state }) => state);
}

describe("the summary of a run", () => {
  test("names the run, how it reached an Azure, and how long it took from its first entry to its last", () => {
    expect(summaryOf(started, begun("vault"), done("vault", exists))).toMatchObject({
      ...{ runId: "k3v9", mode: "live", az: { version: "2.91.0", standIn: false }, milliseconds: 2000 },
    });
  });

  test("lists every step of the tutorial, in its order, also those that were never begun", () => {
    const { steps } = summaryOf(started, begun("vault"), done("vault", exists));
    const nothing = { state: "pending", checks: 0, findings: [], milliseconds: 0, settled: 0 };
    expect(steps).toMatchObject([
      {
        ...{ id: "vault", number: 1, title: "Step vault", state: "verified" },
        ...{ checks: 1, findings: [], milliseconds: 2000, settled: 600 },
      },
      { id: "secret", number: 2, title: "Step secret", ...nothing },
      { id: "clean-up", number: 3, title: "Step clean-up", ...nothing },
    ]);
  });

  test("of a journal that is empty tells that nothing was done", () => {
    const summary = summaryOf();
    expect(summary).toMatchObject({ checks: { held: 0, made: 0 }, removed: [], survived: [], milliseconds: 0 });
    expect(statesOf(summary)).toEqual(["pending", "pending", "pending"]);
  });
});

describe("a step in the summary", () => {
  test("that was done and then removed counts as verified", () => {
    const summary = summaryOf(started, begun("vault"), done("vault", exists), undone("vault", vaultGone));
    expect(statesOf(summary)[0]).toBe("verified");
  });

  test("that was removed without ever having been done does not", () => {
    const summary = summaryOf(started, begun("vault"), failed("vault", missing), undone("vault", vaultGone));
    expect(statesOf(summary)[0]).toBe("undone");
  });

  test("that failed, was skipped, was cut short, or could not be removed says so", () => {
    expect(statesOf(summaryOf(started, begun("vault"), failed("vault", missing)))[0]).toBe("failed");
    expect(statesOf(summaryOf(started, { type: "skipped", step: "vault" }))[0]).toBe("skipped");
    expect(statesOf(summaryOf(started, begun("vault")))[0]).toBe("begun");
    const left = summaryOf(started, begun("vault"), done("vault", exists), survived("vault", vaultLeft));
    expect(statesOf(left)[0]).toBe("survived");
  });
});

const finding = (sentence: string): Event => ({ type: "finding", step: "vault", sentence });

test("what is wrong with the article is told with the step, as it was found at the last attempt", () => {
  const { steps } = summaryOf(started, begun("vault"), finding("old"), begun("vault"), finding("one"), finding("two"));
  expect(steps.map((each) => each.findings)).toEqual([["one", "two"], [], []]);
});

describe("the checks in the summary", () => {
  test("are those of each step's last attempt: how many were made, and how many held", () => {
    const attempts = [begun("vault"), failed("vault", exists, missing), begun("vault"), done("vault", exists, exists)];
    const { checks, steps } = summaryOf(started, ...attempts, begun("secret"), failed("secret", exists, missing));
    expect(checks).toEqual({ held: 3, made: 4 });
    expect(steps.map((each) => each.checks)).toEqual([2, 2, 0]);
  });

  test("are not those of what was removed", () => {
    const removal = undone("vault", vaultGone, nameFree);
    const { checks, steps } = summaryOf(started, begun("vault"), done("vault", exists), removal);
    expect(checks).toEqual({ held: 1, made: 1 });
    expect(steps.map((each) => each.checks)).toEqual([1, 0, 0]);
  });
});

describe("what was removed", () => {
  const made = [started, begun("vault"), done("vault", exists), begun("secret"), done("secret", exists)];

  test("is told in the order of its removal: the last step first", () => {
    const summary = summaryOf(...made, undone("secret", secretGone), undone("vault", vaultGone, nameFree));
    expect(summary.removed).toEqual(["the secret is gone", "the vault is gone", "the vault's name is free again"]);
    expect(summary.survived).toEqual([]);
  });

  test("is kept apart from what is left, which is named by itself", () => {
    const summary = summaryOf(...made, undone("secret", secretGone), survived("vault", vaultLeft, nameFree));
    expect(summary.removed).toEqual(["the secret is gone"]);
    expect(summary.survived).toEqual(["the vault"]);
  });

  test("by a second attempt is not left any more", () => {
    const summary = summaryOf(...made, survived("vault", vaultLeft), undone("vault", vaultGone));
    expect(summary).toMatchObject({ removed: ["the vault is gone"], survived: [] });
  });

  test("and made again is not told as removed", () => {
    const summary = summaryOf(...made, undone("secret", secretGone), begun("secret"), done("secret", exists));
    expect(summary.removed).toEqual([]);
  });
});
