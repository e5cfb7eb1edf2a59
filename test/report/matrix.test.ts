import { expect, test } from "vitest";
import { failuresOf, passes, rowOf } from "../../src/report/matrix.ts";
import type { Entry, JournalEvent } from "../../src/runner/state/entry.ts";
import { step, tutorialOf } from "../runner/small-steps.ts";

const tutorial = tutorialOf([step("one"), step("two"), step("three")]);

function journalOf(...events: JournalEvent[]): Entry[] {
  return events.map((event) => Object.assign({ at: "2026-11-24T12:00:00.000Z" }, event));
}

function intent(id: string): JournalEvent {
  return { type: "intent", step: id, existing: [] };
}

function done(id: string): JournalEvent {
  return { type: "done", step: id, checks: [], settled: 0, milliseconds: 1, ran: true };
}

function failed(id: string, code?: string): JournalEvent[] {
  const command = {
    type: "command",
    step: id,
    line: "az x",
    exitCode: 1,
    milliseconds: 1,
    output: "",
  } as const;
  return [
    {
      ...command,
      error: { code, message: "Cannot set policies to a vault with '--enable-rbac-authorization' specified" },
    },
    { type: "failed", step: id, reason: "", checks: [], milliseconds: 1 },
  ];
}

test("a step that went well passes, with a finding if there is one", () => {
  const { cells } = rowOf(
    "az 1",
    tutorial,
    journalOf(
      intent("one"),
      done("one"),
      intent("two"),
      { type: "finding", step: "two", sentence: "old" },
      done("two"),
    ),
  );
  expect([cells["one"]?.state, cells["two"], cells["three"]?.state]).toEqual([
    "pass",
    { state: "finding", findings: ["old"] },
    "not reached",
  ]);
  expect([cells["one"], cells["two"], cells["three"]].map((cell) => cell !== undefined && passes(cell))).toEqual([
    true,
    true,
    false,
  ]);
});

test("a failure tells Azure's code, else the catalogue's name for it", () => {
  const { cells } = rowOf("az 1", tutorial, journalOf(intent("one"), ...failed("one", "VaultAlreadyExists")));
  expect(cells["one"]).toMatchObject({ state: "fail", code: "VaultAlreadyExists" });
  const nameless = rowOf("az 1", tutorial, journalOf(intent("one"), ...failed("one")));
  expect(nameless.cells["one"]).toMatchObject({ state: "fail", code: "policy-on-rbac-vault" });
});

test("what cleans up after a failure was not reached", () => {
  const { cells } = rowOf(
    "az 1",
    tutorial,
    journalOf(intent("one"), done("one"), intent("two"), ...failed("two"), intent("three"), done("three")),
  );
  expect([cells["one"]?.state, cells["two"]?.state, cells["three"]?.state]).toEqual(["pass", "fail", "not reached"]);
});

test("a failure tells whose it is, and that of an older journal, which says nothing, is the tutorial's", () => {
  const unwell: JournalEvent = {
    type: "failed",
    step: "one",
    ...{ reason: "", class: "unwell", checks: [], milliseconds: 1 },
  };
  const row = rowOf("az 1", tutorial, journalOf(intent("one"), unwell));
  const older = rowOf("az 2", tutorial, journalOf(intent("one"), ...failed("one")));
  expect(failuresOf([row, older])).toEqual(["unwell", "drift"]);
});
