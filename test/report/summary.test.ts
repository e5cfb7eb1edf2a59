import { describe, expect, test } from "vitest";
import { summarize, type Summary } from "../../src/report/summary.ts";
import { journalFormat, type Entry, type JournalEvent } from "../../src/runner/state/entry.ts";
import { check, type Check } from "../../src/tutorial/step.ts";
import { step, tutorialOf } from "../runner/small-steps.ts";

const tutorial = tutorialOf([step("vault"), step("secret"), step("clean-up", { cleansUp: true })]);

const started: JournalEvent = {
  ...{ type: "run", format: journalFormat, id: "k3v9", mode: "live" },
  tutorial: { id: "small", title: "Small", hash: "" },
  ...{ az: { version: "2.91.0", standIn: false }, asWritten: false },
};

const begun = (id: string): JournalEvent => ({ type: "intent", step: id, existing: [] });
const done = (id: string, ...checks: Check[]): JournalEvent => ({
  ...{ type: "done", step: id, checks, settled: 600, milliseconds: 2000, ran: true },
});
const failed = (id: string, ...checks: Check[]): JournalEvent => ({
  ...{ type: "failed", step: id, reason: "No.", checks, milliseconds: 2000 },
});
/** What became of a thing of a name. */
const reference = (name: string) => ({ kind: "thing", identity: `${name}-1`, title: `thing ${name}` });
const gone = (name: string): JournalEvent => ({ type: "gone", ...reference(name) });
const removing = (name: string): JournalEvent => ({ type: "removing", ...reference(name) });
const survived = (name: string, until?: string): JournalEvent => ({
  ...{ type: "survived", ...reference(name), why: "it is locked", commands: [] },
  ...(until === undefined ? {} : { until }),
});
const compared = (differences: string[] = []): JournalEvent => ({
  ...{ type: "compared", isAsItWas: differences.length === 0, differences, apart: [], unseen: [] },
});

const exists = check("it exists", "yes", "yes");
const missing = check("it exists", "yes", "no");
/** The summary of a journal whose events came a second apart. */
function summaryOf(...events: JournalEvent[]): Summary {
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
  test("that was done with a check that held counts as verified, also when what it made was removed since", () => {
    expect(statesOf(summaryOf(started, begun("vault"), done("vault", exists), gone("vault")))[0]).toBe("verified");
  });

  test("that was done without a check that could have failed is unproved", () => {
    const { steps, checks } = summaryOf(started, begun("vault"), done("vault"));
    expect([steps[0]?.state, checks]).toEqual(["unproved", { held: 0, made: 0 }]);
  });

  test("that failed, was skipped or was cut short says so", () => {
    expect(statesOf(summaryOf(started, begun("vault"), failed("vault", missing)))[0]).toBe("failed");
    expect(statesOf(summaryOf(started, begun("vault"), failed("vault", missing), gone("vault")))[0]).toBe("failed");
    expect(statesOf(summaryOf(started, { type: "skipped", step: "vault" }))[0]).toBe("skipped");
    expect(statesOf(summaryOf(started, begun("vault")))[0]).toBe("begun");
  });
});

const finding = (sentence: string): JournalEvent => ({ type: "finding", step: "vault", sentence });

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

  test("are not changed by what is removed", () => {
    const { checks, steps } = summaryOf(
      started,
      begun("vault"),
      done("vault", exists),
      removing("vault"),
      gone("vault"),
    );
    expect(checks).toEqual({ held: 1, made: 1 });
    expect(steps.map((each) => each.checks)).toEqual([1, 0, 0]);
  });
});

describe("what was removed", () => {
  const made = [started, begun("vault"), done("vault", exists), begun("secret"), done("secret", exists)];

  test("is told in the order of its removal", () => {
    const summary = summaryOf(...made, gone("secret"), gone("vault"));
    expect(summary.removed).toEqual(["thing secret", "thing vault"]);
    expect(summary.survived).toEqual([]);
  });

  test("is kept apart from what is left, which is named with why, and until when as far as that is known", () => {
    const summary = summaryOf(...made, gone("secret"), survived("vault"), survived("other", "2026-02-01"));
    expect(summary.removed).toEqual(["thing secret"]);
    expect(summary.survived).toEqual(["thing vault: it is locked", "thing other: it is locked, until 2026-02-01"]);
  });

  test("by a second attempt is not left any more", () => {
    const summary = summaryOf(...made, survived("vault"), removing("vault"), gone("vault"));
    expect(summary).toMatchObject({ removed: ["thing vault"], survived: [] });
  });
});

describe("the end in the summary", () => {
  test("is how it compares with the beginning, by the last clean-up", () => {
    const { end } = summaryOf(started, compared(["- thing old"]), compared());
    expect(end).toMatchObject({ isAsItWas: true, differences: [] });
    expect(summaryOf(started, compared(["- thing old"])).end).toMatchObject({
      isAsItWas: false,
      differences: ["- thing old"],
    });
  });

  test("is unknown where nothing was cleaned up", () => {
    expect(summaryOf(started, begun("vault"), done("vault", exists)).end).toBeUndefined();
  });
});
