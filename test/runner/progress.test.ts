import { describe, expect, test } from "vitest";
import type { Entry, Event } from "../../src/runner/journal.ts";
import { foldProgress, progressOf, type Progress } from "../../src/runner/progress.ts";
import { firstPending, isSuperseded } from "../../src/runner/reverify.ts";
import { check } from "../../src/tutorial/step.ts";
import { step, tutorialOf } from "./small-steps.ts";

function fold(...events: Event[]): Progress {
  const entries: Entry[] = [];
  for (const event of events) entries.push({ ...event, at: "2026-01-01T00:00:00.000Z" });
  return foldProgress(entries);
}

const intent = (id: string, observed: Record<string, string> = {}): Event => ({ type: "intent", step: id, observed });
const held = [check("it exists", "yes", "yes")];
const open = [check("it exists", "yes", "no")];
const done = (id: string): Event => ({ type: "done", step: id, checks: held, settled: 5, milliseconds: 20 });
const failed = (id: string): Event => ({ type: "failed", step: id, reason: "A check does not hold.", checks: open });
const undone = (id: string): Event => ({ type: "undone", step: id, checks: [] });
const survived = (id: string): Event => ({ type: "survived", step: id, checks: [] });
const skipped = (id: string): Event => ({ type: "skipped", step: id });

describe("where a step stands", () => {
  test.each([
    ["pending, before anything of it was written", [], "pending", false],
    ["begun, and may have made something, from its intent on", [intent("one")], "begun", true],
    ["done", [intent("one"), done("one")], "done", true],
    ["failed, and may have made something", [intent("one"), failed("one")], "failed", true],
    ["failed, and has made nothing, when nothing of it was run", [failed("one")], "failed", false],
    ["skipped", [skipped("one")], "skipped", false],
    ["undone, and nothing is left", [intent("one"), done("one"), undone("one")], "undone", false],
    ["survived, and something is left", [intent("one"), done("one"), survived("one")], "survived", true],
    ["done again after it was undone", [intent("one"), undone("one"), intent("one"), done("one")], "done", true],
  ] satisfies [string, Event[], string, boolean][])("%s", (_, events, state, mayExist) => {
    expect(progressOf(fold(...events), "one")).toMatchObject({ state, mayExist });
  });

  test("with what its checks found and how long that took", () => {
    const expected = { checks: held, milliseconds: 20, settled: 5 };
    expect(progressOf(fold(intent("one"), failed("one"), done("one")), "one")).toMatchObject(expected);
  });
});

const inputs = (values: Record<string, string>): Event => ({ type: "inputs", inputs: values, secrets: {} });

describe("a journal amounts to", () => {
  test("the inputs, the later over the earlier", () => {
    const progress = fold(inputs({ name: "one", place: "here" }), inputs({ name: "two" }));
    expect([...progress.inputs]).toEqual([
      ["name", "two"],
      ["place", "here"],
    ]);
  });

  test("what was captured and observed, and the fingerprints of secrets", () => {
    const progress = fold(
      intent("one", { isMissing: "yes" }),
      {
        ...{ type: "command", step: "one", line: "az", exitCode: 0, milliseconds: 1 },
        ...{ captured: { id: "1" }, secrets: { password: "salt:hash" } },
      },
      { type: "undoing", step: "one", observed: { isMissing: "" } },
    );
    expect(Object.fromEntries(progress.values)).toEqual({ isMissing: "", id: "1" });
    expect(Object.fromEntries(progress.fingerprints)).toEqual({ password: "salt:hash" });
  });

  test("a run that is cleaned until something is begun again", () => {
    expect(fold(intent("one"), undone("one"), { type: "cleaned" }).isCleaned).toBe(true);
    expect(fold({ type: "cleaned" }, intent("one")).isCleaned).toBe(false);
  });

  test("a run that is kept until a day", () => {
    expect(fold({ type: "kept", until: "2026-02-01" }).keptUntil).toBe("2026-02-01");
    expect(fold().keptUntil).toBeUndefined();
  });

  test("the run that it is of", () => {
    const run: Event = {
      ...{ type: "run", id: "k3v9", tutorial: "Small", mode: "live", asWritten: false },
      az: { version: "2.91.0", standIn: false },
    };
    expect(fold(run).run).toMatchObject(run);
    expect(fold().run).toBeUndefined();
  });
});

describe("a run goes on", () => {
  const tutorial = tutorialOf([step("one"), step("two"), step("three", { "cleans-up": true })]);
  test.each([
    ["at its first step", [], "one"],
    ["after what is done or skipped", [intent("one"), done("one"), skipped("two")], "three"],
    ["at what failed", [intent("one"), failed("one"), skipped("two")], "one"],
    ["at what was begun but not ended", [intent("one"), done("one"), intent("two")], "two"],
    ["at what was undone", [intent("one"), done("one"), undone("one")], "one"],
    ["at its clean-up once that was begun", [done("one"), intent("three"), undone("one")], "three"],
    ["at its clean-up when that failed", [done("one"), intent("three"), failed("three")], "three"],
    ["at a step that was begun after that", [intent("three"), failed("three"), intent("one")], "one"],
    ["nowhere when all is done", [done("one"), done("two"), done("three")], undefined],
  ] satisfies [string, Event[], string | undefined][])("%s", (_, events, id) => {
    expect(firstPending(tutorial, fold(...events))?.id).toBe(id);
  });
});

describe("what a step did is ended on purpose", () => {
  test("once the later step that ends it is done", () => {
    const set = step("set", { until: "delete" });
    expect(isSuperseded(fold(intent("set"), done("set")), set)).toBe(false);
    expect(isSuperseded(fold(done("set"), done("delete")), set)).toBe(true);
    expect(isSuperseded(fold(done("delete")), step("read"))).toBe(false);
  });

  test("or may have been once that is begun, unless it failed", () => {
    const set = step("set", { until: "delete" });
    expect(isSuperseded(fold(done("set"), intent("delete")), set)).toBe(true);
    expect(isSuperseded(fold(done("set"), intent("delete"), failed("delete")), set)).toBe(false);
  });
});
