import { scryptSync } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { mask, Secret } from "../../src/azure/secret.ts";

const value = "Zy48Q~swordfish";

describe("a secret", () => {
  test("shows a mask wherever a value turns into text", () => {
    const secret = Secret.of(value);
    expect(String(secret)).toBe(mask);
    expect("".concat(String(secret))).toBe(mask);
    expect(["it is", secret].join(" ")).toBe(`it is ${mask}`);
    expect(JSON.stringify({ secret })).toBe(`{"secret":"${mask}"}`);
    expect(inspect({ deep: [secret] }, { showHidden: true })).not.toContain(value);
    expect(inspect(secret)).toBe(mask);
    expect(JSON.stringify(structuredClone({ ...secret }))).toBe("{}");
    expect(Object.getOwnPropertyNames(secret)).toEqual([]);
  });

  test("is revealed only when asked", () => {
    expect(Secret.of(value).isKnown).toBe(true);
    expect(Secret.of(value).reveal()).toBe(value);
  });

  test("matches its own value and no other", () => {
    expect(Secret.of(value).matches(value)).toBe(true);
    expect(Secret.of(value).matches(`${value} `)).toBe(false);
    expect(Secret.of(value).matches("")).toBe(false);
  });
});

describe("a secret remembered by its fingerprint", () => {
  test("recognises its value, and no other", () => {
    const remembered = Secret.remembered(Secret.of(value).fingerprint());
    expect(remembered.matches(value)).toBe(true);
    expect(remembered.matches("Zy48Q~swordfisH")).toBe(false);
  });

  test("recognises its value at whatever cost its fingerprint was made", () => {
    const fingerprint = Secret.of(value).fingerprint(2);
    expect(fingerprint).toMatch(/^[0-9a-f]{32}:[0-9a-f]{64}:2$/);
    expect(Secret.remembered(fingerprint).matches(value)).toBe(true);
    expect(Secret.remembered(fingerprint.replace(/:2$/, "")).matches(value)).toBe(false);
  });

  test("costs a guesser 16,384 rounds unless told otherwise", () => {
    const [salt = "", hash] = Secret.of(value).fingerprint().split(":");
    expect(scryptSync(value, salt, 32, { cost: 16_384 }).toString("hex")).toBe(hash);
  });

  test("does not know its value", () => {
    const remembered = Secret.remembered(Secret.of(value).fingerprint());
    expect(remembered.isKnown).toBe(false);
    expect(() => remembered.reveal()).toThrow("only the fingerprint");
    expect(String(remembered)).toBe(mask);
  });

  test("keeps its fingerprint, which holds nothing of the value", () => {
    const fingerprint = Secret.of(value).fingerprint();
    expect(fingerprint).toMatch(/^[0-9a-f]{32}:[0-9a-f]{64}$/);
    expect(Secret.remembered(fingerprint).fingerprint()).toBe(fingerprint);
  });

  test("has another salt each time, so that equal secrets cannot be told from their fingerprints", () => {
    expect(Secret.of(value).fingerprint()).not.toBe(Secret.of(value).fingerprint());
  });
});
