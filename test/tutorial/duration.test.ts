import { expect, test } from "vitest";
import { parseDuration, wordDuration } from "../../src/tutorial/duration.ts";

test.each([
  ["500ms", 500],
  ["30s", 30_000],
  ["10m", 600_000],
  ["2h", 7_200_000],
  ["7d", 604_800_000],
  ["30", undefined],
  ["s", undefined],
  ["-1s", undefined],
  ["1.5h", undefined],
  ["1s ", undefined],
  ["1m30s", undefined],
])("%j is a duration of %s milliseconds", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1000, "1 s"],
  [119_999, "120 s"],
  [120_000, "2 min"],
  [600_000, "10 min"],
])("%i milliseconds are worded as %s", (milliseconds, words) => {
  expect(wordDuration(milliseconds)).toBe(words);
});
