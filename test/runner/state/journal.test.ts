import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { mask, Secret } from "../../../src/azure/secret.ts";
import { exitCodes } from "../../../src/errors.ts";
import { isPlain } from "../../../src/plain-text.ts";
import type { JournalEvent } from "../../../src/runner/state/entry.ts";
import { openJournal, readJournal, type Journal, type JournalOptions } from "../../../src/runner/state/journal.ts";
import { redactEvent } from "../../../src/runner/redaction/redact-event.ts";
import { createRedactor } from "../../../src/runner/redaction/redactor.ts";
import { temporaryFolder } from "../small-run.ts";

const now = (): number => Date.parse("2026-01-01T00:00:00Z");

function open(file: string, options: Partial<JournalOptions> = {}): Journal {
  const journal = openJournal(file, { now, redact: (text) => text, ...options });
  onTestFinished(() => journal.close());
  return journal;
}

/** The file of a journal that holds these events. */
function journalOf(...events: JournalEvent[]): string {
  const file = join(temporaryFolder(), "journal.jsonl");
  const journal = open(file);
  for (const event of events) journal.record(event);
  return file;
}

const typesIn = (file: string): string[] => readJournal(file).entries.map(({ type }) => type);

const kept: JournalEvent = { type: "kept", until: "2026-02-01T00:00:00Z" };
const skipped: JournalEvent = { type: "skipped", step: "one" };

describe("a journal", () => {
  test("is on the disk, with the time, before recording returns", () => {
    const file = join(temporaryFolder(), "journal.jsonl");
    const journal = open(file);
    const entry = journal.record(kept);
    expect(readJournal(file).entries).toEqual([{ ...kept, at: "2026-01-01T00:00:00.000Z" }]);
    expect([journal.entries, [entry]]).toEqual([readJournal(file).entries, readJournal(file).entries]);
  });

  test("goes on where it ended", () => {
    const file = journalOf(kept);
    open(file).record(skipped);
    expect(open(file).entries.map((entry) => entry.type)).toEqual(["kept", "skipped"]);
  });

  test("keeps its progress up with what is recorded", () => {
    const { progress, record } = open(journalOf(kept));
    expect(progress.keptUntil).toBe(kept.until);
    record(skipped);
    expect(progress.steps.get("one")?.state).toBe("skipped");
  });

  test.skipIf(process.platform === "win32")("can be read by its owner only", () => {
    expect(statSync(journalOf(kept)).mode & 0o777).toBe(0o600);
  });

  test.each([
    ["in the middle", '{"type":"intent","step":"two","obs'],
    ["before its end of line", '{"type":"skipped","step":"two","at":"2026"}'],
    ["within a letter of several bytes", Buffer.from("\u00e9".repeat(3)).subarray(0, -1)],
  ])("that was cut %s loses that line only, without a word, and the next one starts on its own", (_, cut) => {
    const file = journalOf(kept);
    appendFileSync(file, cut);
    expect(readJournal(file)).toMatchObject({ entries: [kept], broken: undefined });
    open(file).record(skipped);
    expect(typesIn(file)).toEqual(["kept", "skipped"]);
    expect(readFileSync(file, "utf8").split("\n")).toHaveLength(3);
  });
});

const oldRun = { type: "run", format: 1, id: "k3v9", tutorial: "Small", mode: "live", at: "2025" };

describe("a journal with a line that cannot be read", () => {
  test.each([
    ["is no JSON", "garbage", "it is not JSON"],
    ["is of an unknown type", '{"type":"dreamt","at":"2026"}', "type: Invalid"],
    ["lacks what its type has", '{"type":"skipped","at":"2026"}', "step: Invalid input: expected string"],
    ["holds the wrong kind of value", '{"type":"intent","step":"one","existing":[7],"at":"2026"}', "existing.0: "],
    ["has no time", '{"type":"cleaned"}', "at: Invalid input: expected string"],
    ["is of another format", JSON.stringify(oldRun), "format: Invalid input: expected 2"],
  ])("because it %s is refused, with its file, line and way out", (_, line, why) => {
    const file = journalOf(kept);
    appendFileSync(file, `${line}\n${JSON.stringify({ ...skipped, at: "2026" })}\n`);
    const before = readFileSync(file, "utf8");
    expect(() => open(file)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(`${file}:2: ${why}`),
        hint: expect.stringContaining("surestep clean-up"),
        exitCode: exitCodes.badInput,
      }),
    );
    // What was refused stays as it was, for the reader to correct.
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("is read up to that line", () => {
    const file = journalOf(kept, skipped);
    appendFileSync(file, `garbage\n${JSON.stringify({ ...skipped, at: "2026" })}\n`);
    expect(readJournal(file)).toMatchObject({ entries: [kept, skipped], broken: { line: 3, why: "it is not JSON" } });
  });

  test("is opened for clean-up as it was before that line, and what follows is written after those before it", () => {
    const file = journalOf(kept);
    appendFileSync(file, `garbage\n${JSON.stringify({ ...skipped, at: "2026" })}\n`);
    const journal = open(file, { repair: true });
    expect(journal.entries.map(({ type }) => type)).toEqual(["kept"]);
    journal.record({ type: "cleaned" });
    expect(typesIn(file)).toEqual(["kept", "cleaned"]);
    expect(readJournal(file).broken).toBeUndefined();
    expect(readFileSync(`${file}.broken`, "utf8")).toContain("garbage\n");
  });

  test("is left as it was when the run is refused", () => {
    const file = journalOf(kept);
    appendFileSync(file, "garbage\n");
    const before = readFileSync(file, "utf8");
    const refuse = (): never => {
      throw new Error("another tutorial");
    };
    expect(() => open(file, { repair: true, check: refuse })).toThrow("another tutorial");
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("is not one that is empty: that is a new one", () => {
    const file = join(temporaryFolder(), "journal.jsonl");
    writeFileSync(file, "");
    expect(readJournal(file)).toEqual({ entries: [], broken: undefined, length: 0 });
    expect(open(file).entries).toEqual([]);
  });
});

const failed = (reason: string): JournalEvent => ({
  ...{ type: "failed", step: "one", reason, checks: [], milliseconds: 5 },
});

/** What a journal holds after some events, with a secret known. */
function written(secret: string, ...events: JournalEvent[]): { text: string; journal: Journal } {
  const file = join(temporaryFolder(), "journal.jsonl");
  const redactor = createRedactor();
  redactor.add(Secret.of(secret));
  const journal = open(file, { redact: (event) => redactEvent(event, redactor) });
  for (const each of events) journal.record(each);
  return { text: readFileSync(file, "utf8"), journal };
}

describe("a secret in a journal", () => {
  test.each(["swordfish", 'quo"ted\\', "line\nbreak"])("is masked before it is written: %j", (secret) => {
    const { text, journal } = written(secret, failed(`it is ${secret}, they said`));
    expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(journal.entries[0]).toMatchObject({ reason: `it is ${mask}, they said` });
  });

  test.each(["failed", "type", "one", '","', "2026", "null"])("does not break the journal's own form: %j", (secret) => {
    const { journal } = written(secret, failed(`<${secret}>`), skipped);
    expect(journal.entries).toEqual([
      { ...failed(`<${mask}>`), at: "2026-01-01T00:00:00.000Z" },
      { type: "skipped", step: "one", at: "2026-01-01T00:00:00.000Z" },
    ]);
  });

  test("does not break what a later process reads back, when it happens to be the same word", () => {
    const secrets = { pin: `${"a1b2".repeat(8)}:${"c3d4".repeat(16)}` };
    const { journal } = written("b2a1", { type: "inputs", inputs: { location: "b2a1" }, secrets });
    expect(journal.entries[0]).toMatchObject({ inputs: { location: "b2a1" }, secrets });
  });
});

test("a journal that is looked at in a terminal does nothing to it, and gives its values back as they were", () => {
  const name = "\u001B]0;owned\u0007 \u009B2J \u202Eevil";
  const output = "\u001B[31mred\u001B[0m \u001B[2J";
  const file = join(temporaryFolder(), "journal.jsonl");
  const journal = open(file, { redact: (event) => redactEvent(event, createRedactor()) });
  journal.record({ type: "captured", step: "one", values: { name }, secrets: {} });
  journal.record({ type: "command", step: "one", line: "az version", exitCode: 0, milliseconds: 1, output });
  expect(isPlain(readFileSync(file, "utf8"))).toBe(true);
  expect(readJournal(file).entries).toMatchObject([{ values: { name } }, { output: "red ␛[2J" }]);
});
