import { describe, expect, test } from "vitest";
import { journalFormat, type Entry, type JournalEvent } from "../../../src/runner/state/entry.ts";
import { foldProgress, progressOf, type Progress } from "../../../src/runner/state/progress.ts";
import { firstPending, isSuperseded } from "../../../src/runner/progress-of-steps.ts";
import type { Resource } from "../../../src/tutorial/resource.ts";
import { check } from "../../../src/tutorial/step.ts";
import { step, tutorialOf } from "../small-steps.ts";

function fold(...events: JournalEvent[]): Progress {
  const entries: Entry[] = [];
  for (const event of events) entries.push({ ...event, at: "2026-01-01T00:00:00.000Z" });
  return foldProgress(entries);
}

const intent = (id: string, existing: string[] = []): JournalEvent => ({ type: "intent", step: id, existing });
const held = [check("it exists", "yes", "yes")];
const broken = [check("it exists", "yes", "no")];
const done = (id: string): JournalEvent => ({
  type: "done",
  step: id,
  checks: held,
  settled: 5,
  milliseconds: 20,
  ran: true,
});
const failed = (id: string): JournalEvent => ({
  type: "failed",
  step: id,
  reason: "A check does not hold.",
  checks: broken,
  milliseconds: 7,
});
const box: Resource = { kind: "thing", address: "box", identity: "1", state: "live", properties: {} };
const reference = { kind: "thing", identity: "1", title: "thing box" };
const owned = (resource: Resource = box): JournalEvent => ({ type: "owned", step: "one", resources: [resource] });
const removing: JournalEvent = { type: "removing", ...reference };
const gone: JournalEvent = { type: "gone", ...reference };
const survived: JournalEvent = { type: "survived", ...reference, why: "it is locked", commands: [] };
const skipped = (id: string): JournalEvent => ({ type: "skipped", step: id });

describe("where a step stands", () => {
  test.each([
    ["pending, before anything of it was written", [], "pending", false],
    ["begun, and may have made something, from its intent on", [intent("one")], "begun", true],
    ["done", [intent("one"), done("one")], "done", true],
    ["failed, and may have made something", [intent("one"), failed("one")], "failed", true],
    ["failed, and has made nothing, when nothing of it was run", [failed("one")], "failed", false],
    ["skipped", [skipped("one")], "skipped", false],
    ["done again after it had failed", [intent("one"), failed("one"), intent("one"), done("one")], "done", true],
  ] satisfies [string, JournalEvent[], string, boolean][])("%s", (_, events, state, wasBegun) => {
    const found = progressOf(fold(...events), "one");
    expect([found.state, found.intent !== undefined]).toEqual([state, wasBegun]);
  });

  test("with what there was when it was begun last, and when that was", () => {
    const { intent: last } = progressOf(
      fold(intent("one", ["thing 1"]), intent("one", ["thing 2"]), failed("one")),
      "one",
    );
    expect(last).toEqual({ at: "2026-01-01T00:00:00.000Z", existing: new Set(["thing 2"]) });
  });

  test("with what its checks found and how long that took", () => {
    const expected = { checks: held, milliseconds: 20, settled: 5 };
    expect(progressOf(fold(intent("one"), failed("one"), done("one")), "one")).toMatchObject(expected);
  });
});

const inputs = (values: Record<string, string>): JournalEvent => ({ type: "inputs", inputs: values, secrets: {} });

describe("a journal amounts to", () => {
  test("the inputs, the later over the earlier", () => {
    const progress = fold(inputs({ name: "one", place: "here" }), inputs({ name: "two" }));
    expect([...progress.inputs]).toEqual([
      ["name", "two"],
      ["place", "here"],
    ]);
  });

  test("what was captured, and the fingerprints of secrets", () => {
    const progress = fold(
      intent("one"),
      { type: "command", step: "one", line: "az", exitCode: 0, milliseconds: 1, output: "" },
      { type: "captured", step: "one", values: { id: "1" }, secrets: { password: "salt:hash" } },
      { type: "captured", step: "one", values: { id: "2" }, secrets: {} },
    );
    expect(Object.fromEntries(progress.values)).toEqual({ id: "2" });
    expect(Object.fromEntries(progress.fingerprints)).toEqual({ password: "salt:hash" });
  });

  test("who was signed in, and what there was at the first look, not at a later one", () => {
    const [first, second] = ["2026-01-01", "2026-01-02"].map((at) => ({ at, kinds: [], resources: [], unread: [] }));
    const progress = fold(
      { type: "account", account: { userName: "me" } },
      ...[first, second].flatMap((inventory): JournalEvent[] => (inventory ? [{ type: "beginning", inventory }] : [])),
    );
    expect([progress.account, progress.beginning?.at]).toEqual([{ userName: "me" }, "2026-01-01"]);
  });

  test("what is used and not owned", () => {
    expect([...fold({ type: "used", step: "one", kind: "thing", address: "box" }).used]).toEqual(["thing box"]);
  });

  test("a run that is cleaned until something is begun again", () => {
    expect(fold(intent("one"), gone, { type: "cleaned" }).isCleaned).toBe(true);
    expect(fold({ type: "cleaned" }, intent("one")).isCleaned).toBe(false);
  });

  test("a run that is kept until a day", () => {
    expect(fold({ type: "kept", until: "2026-02-01" }).keptUntil).toBe("2026-02-01");
    expect(fold().keptUntil).toBeUndefined();
  });

  test("the run that it is of", () => {
    const run: JournalEvent = {
      ...{ type: "run", format: journalFormat, id: "k3v9", mode: "live", asWritten: false },
      tutorial: { id: "small", title: "Small", hash: "" },
      az: { version: "2.91.0", standIn: false },
    };
    expect(fold(run).run).toMatchObject(run);
    expect(fold().run).toBeUndefined();
  });
});

describe("what a run owns", () => {
  test("is what came into being, as it was last seen, with the step that made it", () => {
    const renamed = { ...box, address: "renamed" };
    expect(fold(owned(), owned(renamed)).owned).toEqual(new Map([["thing 1", { resource: renamed, step: "one" }]]));
  });

  test("is told apart by its kind, too", () => {
    expect([...fold(owned(), owned({ ...box, kind: "label" })).owned.keys()]).toEqual(["thing 1", "label 1"]);
  });

  test("is no longer its own once it was proved gone, and stays among what it has ever owned", () => {
    const progress = fold(owned(), removing, gone);
    expect([progress.owned.size, [...progress.everOwned.keys()]]).toEqual([0, ["thing 1"]]);
  });

  test("is a survivor until its removal is tried again or it is gone", () => {
    expect([...fold(owned(), removing, survived).survivors.keys()]).toEqual(["thing 1"]);
    expect(fold(owned(), survived, removing).survivors.size).toBe(0);
    expect(fold(owned(), survived, gone).survivors.size).toBe(0);
  });

  test("is known with the time at which its removal was asked for last", () => {
    expect(fold(owned(), removing).removing.get("thing 1")).toBe("2026-01-01T00:00:00.000Z");
  });
});

describe("a run goes on", () => {
  const tutorial = tutorialOf([step("one"), step("two"), step("three", { cleansUp: true })]);
  test.each([
    ["at its first step", [], "one"],
    ["after what is done or skipped", [intent("one"), done("one"), skipped("two")], "three"],
    ["at what failed", [intent("one"), failed("one"), skipped("two")], "one"],
    ["at what was begun but not ended", [intent("one"), done("one"), intent("two")], "two"],
    ["at its clean-up once that was begun", [done("one"), intent("three"), gone], "three"],
    ["at its clean-up when that failed", [done("one"), intent("three"), failed("three")], "three"],
    ["at a step that was begun after that", [intent("three"), failed("three"), intent("one")], "one"],
    ["nowhere when all is done", [done("one"), done("two"), done("three")], undefined],
  ] satisfies [string, JournalEvent[], string | undefined][])("%s", (_, events, id) => {
    expect(firstPending(tutorial, fold(...events))?.id).toBe(id);
  });
});

describe("what a step did is ended on purpose", () => {
  test("once the later step that ends it is done", () => {
    const set = step("set", { endedBy: "delete" });
    expect(isSuperseded(fold(intent("set"), done("set")), set)).toBe(false);
    expect(isSuperseded(fold(done("set"), done("delete")), set)).toBe(true);
    expect(isSuperseded(fold(done("delete")), step("read"))).toBe(false);
  });

  test("or may have been once that is begun, unless it failed", () => {
    const set = step("set", { endedBy: "delete" });
    expect(isSuperseded(fold(done("set"), intent("delete")), set)).toBe(true);
    expect(isSuperseded(fold(done("set"), intent("delete"), failed("delete")), set)).toBe(false);
  });
});
