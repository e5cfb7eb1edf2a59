import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mask, Secret } from "../../src/azure/secret.ts";
import { openJournal, readJournal, type Event, type Journal } from "../../src/runner/journal.ts";
import { createRedactor } from "../../src/runner/redactor.ts";
import { temporaryFolder } from "./small-run.ts";

const asItIs = (text: string): string => text;
const now = (): number => Date.parse("2026-01-01T00:00:00Z");

function open(file: string, redact = asItIs): Journal {
  return openJournal(file, now, redact);
}

function record(file: string, ...events: Event[]): void {
  const journal = open(file);
  for (const event of events) journal.record(event);
  journal.close();
}

const kept: Event = { type: "kept", until: "2026-02-01T00:00:00Z" };
const skipped: Event = { type: "skipped", step: "one" };

describe("a journal", () => {
  test("is on the disk, with the time, before recording returns", () => {
    const file = join(temporaryFolder(), "journal.jsonl");
    const journal = open(file);
    journal.record(kept);
    expect(readJournal(file)).toEqual([{ ...kept, at: "2026-01-01T00:00:00.000Z" }]);
    expect(journal.entries).toEqual(readJournal(file));
    journal.close();
  });

  test("goes on where it ended", () => {
    const file = join(temporaryFolder(), "journal.jsonl");
    record(file, kept);
    record(file, skipped);
    expect(open(file).entries.map((entry) => entry.type)).toEqual(["kept", "skipped"]);
  });

  test.skipIf(process.platform === "win32")("can be read by its owner only", () => {
    const file = join(temporaryFolder(), "journal.jsonl");
    record(file, kept);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each([
    ["in the middle", '{"type":"intent","step":"two","obs'],
    ["before its end of line", '{"type":"skipped","step":"two","at":"2026"}'],
    ["within a letter of several bytes", "\u00e9".repeat(3)],
  ])("that was cut %s loses that line only, and the next one starts on its own", (_, cut) => {
    const file = join(temporaryFolder(), "journal.jsonl");
    record(file, kept);
    appendFileSync(file, Buffer.from(cut).subarray(0, -1));
    if (cut.endsWith("}")) writeFileSync(file, `${readFileSync(file, "utf8")}}`);
    expect(readJournal(file).map((entry) => entry.type)).toEqual(["kept"]);
    record(file, skipped);
    expect(readJournal(file).map((entry) => entry.type)).toEqual(["kept", "skipped"]);
    expect(readFileSync(file, "utf8").split("\n")).toHaveLength(3);
  });
});

const failed = (reason: string): Event => ({ type: "failed", step: "one", reason, checks: [] });

/** What a journal holds after some events, with a secret known. */
function written(secret: string, ...events: Event[]): { text: string; journal: Journal } {
  const file = join(temporaryFolder(), "journal.jsonl");
  const redactor = createRedactor();
  redactor.add(Secret.of(secret));
  const journal = open(file, (text) => redactor.redact(text));
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
      { type: "failed", step: "one", reason: `<${mask}>`, checks: [], at: "2026-01-01T00:00:00.000Z" },
      { type: "skipped", step: "one", at: "2026-01-01T00:00:00.000Z" },
    ]);
  });

  test("does not break what a later process reads back, when it happens to be the same word", () => {
    const secrets = { pin: `${"a1b2".repeat(8)}:${"c3d4".repeat(16)}` };
    const { journal } = written("b2a1", { type: "inputs", inputs: { location: "b2a1" }, secrets });
    expect(journal.entries[0]).toMatchObject({ inputs: { location: "b2a1" }, secrets });
  });
});
