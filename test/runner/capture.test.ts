import { describe, expect, test } from "vitest";
import { Secret } from "../../src/azure/secret.ts";
import { capture } from "../../src/runner/capture.ts";
import type { Command } from "../../src/tutorial/tutorial.ts";
import { command } from "./small-steps.ts";

function capturing(rules: Command["capture"]): Command {
  return command("az ad sp create-for-rbac", { capture: rules });
}

describe("what a command gave is captured", () => {
  test.each([
    ["the output of today's az", '{"appId": "1", "displayName": "app"}'],
    ["the output of --json-auth", '{"clientId": "1"}'],
  ])("under the first name that is there: %s", (_, stdout) => {
    const rule = { json: ["appId", "clientId"] as [string, ...string[]], secret: false };
    expect(capture(capturing({ clientId: rule }), stdout).get("clientId")).toBe("1");
  });

  test("from within an object", () => {
    const stdout = JSON.stringify({ properties: { vaultUri: "https://v/" } });
    const found = capture(capturing({ uri: { json: ["properties.vaultUri"], secret: false } }), stdout);
    expect(found.get("uri")).toBe("https://v/");
  });

  test("as text, whatever JSON calls it", () => {
    expect(capture(capturing({ on: { json: ["on"], secret: false } }), '{"on": false}').get("on")).toBe("false");
  });

  test("by a regular expression: its first group, in any line", () => {
    const found = capture(
      capturing({ version: { text: String.raw`^version: (\S+)`, secret: false } }),
      "az\nversion: 2\n",
    );
    expect(found.get("version")).toBe("2");
  });

  test("as a Secret when it is one", () => {
    const found = capture(capturing({ password: { json: ["password"], secret: true } }), '{"password": "swordfish"}');
    const password = found.get("password");
    expect(password).toBeInstanceOf(Secret);
    expect(password instanceof Secret && password.matches("swordfish")).toBe(true);
  });

  test("or is an error when it is not there", () => {
    const rule = { json: ["appId"] as [string, ...string[]], secret: false };
    for (const stdout of ["{}", '{"appId": null}', "[]", '"text"', "null"]) {
      expect(() => capture(capturing({ clientId: rule }), stdout)).toThrow(
        "'clientId' is not in the output of: az ad sp create-for-rbac",
      );
    }
    expect(() => capture(capturing({ v: { text: "v(.)", secret: false } }), "none")).toThrow(
      "'v' is not in the output",
    );
  });

  test("or is an error that shows no output when that is not JSON", () => {
    const rule = { json: ["password"] as [string, ...string[]], secret: true };
    expect(() => capture(capturing({ password: rule }), "password: swordfish")).toThrow(
      /^'password' is not in the output of: az ad sp create-for-rbac$/,
    );
  });
});
