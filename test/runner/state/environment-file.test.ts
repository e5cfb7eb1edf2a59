import { execFileSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  appendToEnvironmentFile,
  readEnvironmentFile,
  readVariables,
  splitAssignment,
  writeEnvironmentFile,
} from "../../../src/runner/state/environment-file.ts";
import { temporaryFolder } from "../small-run.ts";

const nasty = new Map([
  ["PLAIN", "surestep-k3v9"],
  ["EMPTY", ""],
  ["SPACES", "  two  words "],
  ["QUOTES", `it's "quoted" \`too\``],
  ["APOSTROPHES", "''"],
  ["APOSTROPHE", "'"],
  ["DOLLARS", "$HOME ${HOME} $(whoami) $'x' $"],
  ["BACKSLASHES", "\\ \\n \\' \\\\"],
  ["BACKSLASH_AT_END", "a\\"],
  ["SEPARATORS", "; rm -rf / && x | y > z < w & #comment"],
  ["GLOBS", "* ? [a] {a,b} ~ !!"],
  ["EQUALS", "a=b=c"],
  ["COMMENT", "#no comment"],
  ["LINES", "one\ntwo\nexport THREE=3"],
  ["LETTERS", "Zoë Ω 鍵"],
  ["CLIENT_SECRET", "Zy4.8Q~-_abc"],
]);

function written(variables: ReadonlyMap<string, string>): string {
  const file = join(temporaryFolder(), "environment.sh");
  writeEnvironmentFile(file, variables);
  return file;
}

describe("the environment file", () => {
  test("gives bash the same values when it is sourced", () => {
    const print = [...nasty.keys()].map((name) => `printf '%s\\0' "$${name}"`).join("; ");
    const output = execFileSync("bash", ["-c", `. "$0"; ${print}`, written(nasty)], { encoding: "utf8" });
    expect(output.split("\0").slice(0, -1)).toEqual([...nasty.values()]);
  });

  test("is read back with the same values", () => {
    expect([...readEnvironmentFile(written(nasty))]).toEqual([...nasty]);
  });

  test("gives some variables alone, each as it was exported last", () => {
    const file = written(
      new Map([
        ["FIRST", "1"],
        ["OTHER", "export FIRST=2 export MISSING=3"],
      ]),
    );
    expect([...readVariables(file, ["MISSING", "FIRST"])]).toEqual([["FIRST", "1"]]);
    appendToEnvironmentFile(file, "FIRST", "4");
    expect([...readVariables(file, ["FIRST", "OTHER"])]).toEqual([
      ["FIRST", "4"],
      ["OTHER", "export FIRST=2 export MISSING=3"],
    ]);
  });

  test("that is not there gives nothing", () => {
    expect(readEnvironmentFile(join(temporaryFolder(), "none.sh")).size).toBe(0);
  });

  test.skipIf(process.platform === "win32")("can be read by its owner only, also when it was there before", () => {
    const file = join(temporaryFolder(), "environment.sh");
    writeFileSync(file, "", { mode: 0o644 });
    writeEnvironmentFile(file, nasty);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(written(nasty)).mode & 0o777).toBe(0o600);
  });
});

test("an assignment is split at its first equals sign", () => {
  expect(splitAssignment("NAME=a=b")).toEqual(["NAME", "a=b"]);
  expect(splitAssignment("NAME=")).toEqual(["NAME", ""]);
});
