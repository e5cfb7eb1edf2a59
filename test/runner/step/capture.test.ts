import { describe, expect, test } from "vitest";
import { Secret } from "../../../src/azure/secret.ts";
import { capture, describeOutput } from "../../../src/runner/step/capture.ts";
import type { Command } from "../../../src/tutorial/tutorial.ts";
import { command } from "../small-steps.ts";

/** What is captured of an output, by name. */
function valuesIn(each: Command, stdout: string): Map<string, string | Secret> {
  const { values, missing } = capture(each, stdout);
  expect(missing).toEqual([]);
  return values;
}

function capturing(rules: Command["capture"]): Command {
  return command("az ad sp create-for-rbac", { capture: rules });
}

describe("what a command gave is captured", () => {
  test.each([
    ["the output of today's az", '{"appId": "1", "displayName": "app"}'],
    ["the output of --json-auth", '{"clientId": "1"}'],
  ])("under the first name that is there: %s", (_, stdout) => {
    const rule = { json: ["appId", "clientId"] as [string, ...string[]], secret: false };
    expect(valuesIn(capturing({ clientId: rule }), stdout).get("clientId")).toBe("1");
  });

  test("from within an object", () => {
    const stdout = JSON.stringify({ properties: { vaultUri: "https://v/" } });
    const found = valuesIn(capturing({ uri: { json: ["properties.vaultUri"], secret: false } }), stdout);
    expect(found.get("uri")).toBe("https://v/");
  });

  test("as text, whatever JSON calls it", () => {
    expect(valuesIn(capturing({ on: { json: ["on"], secret: false } }), '{"on": false}').get("on")).toBe("false");
  });

  test("by a regular expression: its first group, in any line", () => {
    const found = valuesIn(capturing({ version: { text: /^version: (\S+)/m, secret: false } }), "az\nversion: 2\n");
    expect(found.get("version")).toBe("2");
  });

  test("as a Secret when it is one", () => {
    const found = valuesIn(capturing({ password: { json: ["password"], secret: true } }), '{"password": "swordfish"}');
    const password = found.get("password");
    expect(password).toBeInstanceOf(Secret);
    expect(password instanceof Secret && password.matches("swordfish")).toBe(true);
  });

  test("or named as missing when it is not there, beside what is", () => {
    const rule = { json: ["appId"] as [string, ...string[]], secret: false };
    for (const stdout of [
      "{}",
      '{"appId": null}',
      '{"appId": ""}',
      '{"appId": {}}',
      "[]",
      '"text"',
      "null",
      "",
      "no JSON",
    ]) {
      expect(capture(capturing({ clientId: rule }), stdout)).toEqual({ values: new Map(), missing: ["clientId"] });
    }
    expect(capture(capturing({ v: { text: /v(.)/, secret: false } }), "none").missing).toEqual(["v"]);
    const both = capture(capturing({ clientId: rule, place: { json: ["place"], secret: false } }), '{"place": "here"}');
    expect([[...both.values], both.missing]).toEqual([[["place", "here"]], ["clientId"]]);
  });
});

describe("an output is described without any of its values", () => {
  test.each([
    [
      "a JSON object, by the names of its properties",
      '{"appId": "1", "password": "swordfish"}',
      "an object with appId, password",
    ],
    ["text, by its number of lines", "password: swordfish\nand more\n", "2 lines of text"],
    ["nothing at all", " \n", "nothing"],
  ])("%s", (_, stdout, description) => {
    expect(describeOutput(stdout)).toBe(description);
  });
});
