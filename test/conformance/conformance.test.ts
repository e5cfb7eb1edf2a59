import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { reasonFor } from "./known.ts";
import { readRecording, readRecordings, type Exchange } from "./recording.ts";
import { replay } from "./replay.ts";
import { reportAsText, scoreOf } from "./report.ts";

const folder = join(import.meta.dirname, "recordings");

/** A recording of the folder with some of its text changed, as if the service had answered something else. */
function read(name: string, change: (text: string) => string = (text) => text): Exchange[] {
  const exchanges = readRecording(change(readFileSync(join(folder, name), "utf8")));
  if (exchanges === undefined) throw new TypeError(`${name} is no recording`);
  return exchanges;
}

/** What differs, as `#index place`. */
async function differing(exchanges: readonly Exchange[]): Promise<string[]> {
  const outcomes = await replay(exchanges);
  return outcomes.flatMap(({ differences, index }) => differences.map(({ at }) => `#${index} ${at}`));
}

describe("recordings", () => {
  test("of both forms are found in a folder, in order, with the time of each answer", () => {
    const recordings = readRecordings(folder);
    expect(recordings.map(({ name }) => name)).toEqual(["session.json", "vault.yaml"]);
    const times = recordings.flatMap(({ exchanges }) => exchanges.map(({ at }) => new Date(at).toISOString()));
    expect(times.slice(0, 4)).toEqual([
      "2024-12-04T08:00:00.000Z",
      "2024-12-04T08:00:01.000Z",
      "2024-12-04T08:00:01.001Z",
      "2024-12-04T08:00:05.000Z",
    ]);
  });

  test("are told from other documents", () => {
    expect(readRecording('{"name":"surestep"}')).toBeUndefined();
  });
});

describe("a replay", () => {
  test.each(["vault.yaml", "session.json"])(
    "of %s is the same, from what was there before to what it made",
    async (name) => {
      expect(await differing(read(name))).toEqual([]);
    },
  );

  test("leaves out what cannot be played, and says why", async () => {
    const outside = (await replay(read("vault.yaml"))).filter(({ verdict }) => verdict === "out of scope");
    expect(outside.map(({ index, reason }) => [index, reason])).toEqual([
      [5, "a page of a list that was longer than what the recording made"],
      [10, "the simulator does not play notes.blob.core.windows.net"],
    ]);
  });

  test.each([
    ["a status", "vault.yaml", '"value": "one"', '"value": 1', ["#2 status", "#2 body.value"]],
    ["a code", "session.json", '"SecretNotFound"', '"Gone"', ["#2 body.error.code"]],
    ["a sentence", "session.json", "Deleted Secret not found", "Not found", ["#2 body.error.message"]],
    ["a time that is far off", "session.json", "1741075201", "1751075201", ["#1 body.scheduledPurgeDate"]],
    ["a member", "session.json", '"deletedDate": 1733299201,', "", ["#1 body.deletedDate"]],
    ["a header", "vault.yaml", "includeSubDomains", "preload", ["#0 header strict-transport-security"]],
  ])("sees %s that differs", async (_, name, from, to, expected) => {
    const changed = read(name, (text) => text.replace(from, to));
    expect((await differing(changed)).slice(0, 2)).toEqual(expected);
  });

  test("sees an identifier that is another one than before", async () => {
    const exchanges = read("session.json");
    const [, deleted] = exchanges;
    if (deleted) deleted.body = JSON.parse(JSON.stringify(deleted.body).replace(/1{32}/, "2".repeat(32)));
    expect(await differing(exchanges)).toEqual(["#1 body.id"]);
  });

  test("explains what an old recording lacks, and nothing else", async () => {
    const [exchange] = read("session.json").slice(-1);
    const old = { status: 201, headers: {}, requestBody: '{"displayName":"a"}', at: Date.parse("2022-06-06") };
    const made = { displayName: "b", signInAudience: "AzureADandPersonalMicrosoftAccount" };
    const [outcome] = exchange ? await replay([{ ...exchange, ...old, body: made }]) : [];
    const reasons = outcome?.differences.map((each) => [each.at, reasonFor(each, old)]) ?? [];
    const explained = reasons.filter(([, reason]) => reason !== undefined).map(([at]) => at);
    expect(explained).toContain("body.uniqueName");
    expect(explained).toContain("body.signInAudience");
    expect(explained).not.toContain("body.displayName");
    expect(
      reasonFor({ at: "body.uniqueName", recorded: undefined, simulated: null }, { at: Date.now() }),
    ).toBeUndefined();
    expect(outcome?.verdict).toBe("different");
  });
});

describe("a report", () => {
  test("tells each difference, each reason and the score of what is in scope", async () => {
    const outcomes = await replay(
      read("vault.yaml", (text) => text.replace("premium", "standard").replace('"for"', '"of"')),
    );
    const score = scoreOf(outcomes);
    expect(score).toEqual({ same: 9, explained: 0, different: 0, outOfScope: 2, percent: 100 });
    const changed = await replay(read("vault.yaml", (text) => text.replace("AKV10000", "AKV1")));
    const text = reportAsText([{ name: "a", score: scoreOf(changed), outcomes: changed }], scoreOf(changed));
    expect(text).toContain("a: 88.9 % the same · 8 same, 0 explained, 1 different, 2 out of scope");
    expect(text).toContain('body.error.message: recorded "AKV1: Request');
    expect(text).toContain("out of scope: the simulator does not play notes.blob.core.windows.net (#10)");
  });
});
