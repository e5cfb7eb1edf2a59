import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { formatMark, parseMark } from "../../src/tutorial/mark.ts";

const digits = "0123456789abcdefghijklmnopqrstuvwxyz";
const runIds = Array.from({ length: 200 }, () => [...randomBytes(10)].map((byte) => digits[byte % 36]).join(""));

test("each run's mark is read back as that run, from a tag and from a note", () => {
  for (const runId of runIds) {
    expect(parseMark(formatMark(runId))).toBe(runId);
    expect(parseMark(`surestep=${formatMark(runId)}`)).toBe(runId);
  }
});

test("a mark in which one character is another is no mark, or by a chance of 1 in 65,536", () => {
  const passed = runIds.flatMap((runId) => {
    const mark = formatMark(runId);
    return [...mark].flatMap((character, at) => {
      const other = digits[(digits.indexOf(character) + 1) % 36] ?? "";
      const changed = mark.slice(0, at) + other + mark.slice(at + 1);
      return character === "-" || parseMark(changed) === undefined ? [] : [changed];
    });
  });
  expect(passed.length).toBeLessThanOrEqual(1);
});

test.each([
  ["a word that somebody chose", "production"],
  ["a run's id alone", "t000000001"],
  ["ten characters and four", "1-production-prod"],
  ["another version", formatMark("t000000001").replace("1-", "2-")],
  ["a mark with something before it", `x${formatMark("t000000001")}`],
  ["a mark with something after it", `${formatMark("t000000001")}0`],
  ["capitals", formatMark("t000000001").toUpperCase()],
  ["nothing", ""],
  ["no note at all", null],
])("%s is no mark", (_, text) => {
  expect(parseMark(text)).toBeUndefined();
});
