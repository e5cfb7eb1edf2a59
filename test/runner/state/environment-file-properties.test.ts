import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { array } from "fast-check";
import { expect, test } from "vitest";
import {
  appendToEnvironmentFile,
  readEnvironmentFile,
  readVariables,
  writeEnvironmentFile,
} from "../../../src/runner/state/environment-file.ts";
import { always, hostileWord } from "../../properties.ts";
import { temporaryFolder } from "../small-run.ts";

const many = array(hostileWord, { minLength: 1, maxLength: 30 }).map(
  (values) => new Map(values.map((value, at) => [`NAME_${at}`, value])),
);

test("bash that sources the file, and a later process that reads it, have the values that were exported", async () => {
  const file = join(temporaryFolder(), "environment.sh");
  const tryVariables = (variables: ReadonlyMap<string, string>): void => {
    writeEnvironmentFile(file, variables);
    const print = [...variables.keys()].map((name) => `printf '%s\\0' "$${name}"`).join("; ");
    const env = { LC_ALL: "C.UTF-8" };
    const printed = execFileSync("bash", ["--norc", "-c", `. "$0"; ${print}`, file], { encoding: "utf8", env });
    expect(printed.split("\0").slice(0, -1)).toEqual([...variables.values()]);
    expect(readEnvironmentFile(file)).toEqual(variables);
    expect(readVariables(file, [...variables.keys()])).toEqual(variables);
  };
  await always(many, tryVariables, { runs: 30 });
});

test("of what was exported again the last value counts", async () => {
  const file = join(temporaryFolder(), "environment.sh");
  await always(array(hostileWord, { minLength: 1, maxLength: 5 }), (values) => {
    writeEnvironmentFile(file, new Map([["OTHER", "export NAME=no"]]));
    for (const value of values) appendToEnvironmentFile(file, "NAME", value);
    expect(readEnvironmentFile(file).get("NAME")).toBe(values.at(-1));
    expect(readVariables(file, ["NAME"]).get("NAME")).toBe(values.at(-1));
  });
});
