import { describe, expect, test } from "vitest";
import { mask, Secret } from "../../src/azure/secret.ts";
import { createRedactor } from "../../src/runner/redaction/redactor.ts";
import { Values } from "../../src/runner/values.ts";
import { NotKnownYet } from "../../src/tutorial/step.ts";

describe("a value", () => {
  test("is given to a command as it is, and shown as it is", () => {
    const values = new Values(createRedactor());
    values.set("name", "thing");
    expect([values.textOf("name"), values.shownOf("name")]).toEqual(["thing", "thing"]);
  });

  test("that is secret is given to a command, but shown as a mask, and redacted from then on", () => {
    const redactor = createRedactor();
    const values = new Values(redactor);
    values.set("password", Secret.of("swordfish"));
    expect([values.textOf("password"), values.shownOf("password")]).toEqual(["swordfish", mask]);
    expect(redactor.redact("it is swordfish")).toBe(`it is ${mask}`);
    expect(values.plain.has("password")).toBe(false);
  });

  test("that is not known yet is shown as its placeholder, and no command gets it", () => {
    const values = new Values(createRedactor());
    expect(values.shownOf("name")).toBe("${name}");
    expect(() => values.textOf("name")).toThrow(new NotKnownYet("name"));
  });

  test("of which only a fingerprint is left is given to no command", () => {
    const values = new Values(createRedactor());
    values.set("password", Secret.remembered(Secret.of("swordfish").fingerprint()));
    expect(values.shownOf("password")).toBe(mask);
    expect(() => values.textOf("password")).toThrow(NotKnownYet);
  });
});
