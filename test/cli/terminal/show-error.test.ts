import { expect, test } from "vitest";
import { wordError } from "../../../src/cli/terminal/show-error.ts";
import { exitCodes, Interrupted, SurestepError } from "../../../src/errors.ts";

/** The words as lines. */
function linesOf(error: unknown, isDebugged = false): string[] {
  return wordError(error, { isDebugged, hasColours: false }).text.split("\n");
}

test("an error says what failed, what to do next, and the original text last", () => {
  const error = new SurestepError("It failed.", {
    hint: "Do that.",
    link: "https://example.com",
    original: "ERROR: a\nb",
  });
  expect(linesOf(error)).toEqual([
    "✖ It failed.",
    "  Do that.",
    "  https://example.com",
    "  At fault: the tutorial is wrong (exit code 1).",
    "  │ ERROR: a",
    "  │ b",
  ]);
});

test("a service that cannot be reached is named, and is not called a bug", () => {
  const request = { url: "https://v.vault.azure.net/secrets/s?api-version=7.6" };
  const error = Object.assign(new Error("getaddrinfo ENOTFOUND v.vault.azure.net"), { code: "ENOTFOUND", request });
  expect(linesOf(error)[0]).toBe("✖ v.vault.azure.net cannot be reached.");
  expect(linesOf(error)[1]).toContain("(Known by: ENOTFOUND)");
  expect(wordError(error, { isDebugged: false, hasColours: false }).exitCode).toBe(exitCodes.unwell);
});

test("anything else is said to be unexpected, and its stack is shown only on demand", () => {
  const ours = (): TypeError =>
    Object.assign(new TypeError("x is not a function"), { stack: "TypeError: x\n    at node:fs:1:1" });
  const lines = linesOf(ours());
  expect(lines[0]).toContain("did not expect");
  expect(lines.at(-1)).toBe("  │ TypeError: x is not a function");
  expect(wordError(ours(), { isDebugged: false, hasColours: false }).exitCode).toBe(exitCodes.bug);
  expect(linesOf(ours(), true).at(-1)).toContain(" at ");
});

test("who stopped the program is not told whose fault that is", () => {
  expect(linesOf(new Interrupted())).toEqual(["✖ Stopped."]);
});
