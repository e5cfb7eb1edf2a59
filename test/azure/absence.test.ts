import { describe, expect, test } from "vitest";
import { findOrNothing } from "../../src/azure/absence.ts";

function failing(statusCode: number | undefined, code: string | undefined): Promise<string> {
  return Promise.reject(Object.assign(new Error("the service refused"), { statusCode, code }));
}

describe("what an SDK call did not find", () => {
  test("is nothing when the service says 404 with the right code", async () => {
    expect(await findOrNothing(failing(404, "SecretNotFound"), "SecretNotFound")).toBeUndefined();
    const codes = ["ResourceNotFound", "ResourceGroupNotFound"];
    expect(await findOrNothing(failing(404, "ResourceGroupNotFound"), ...codes)).toBeUndefined();
  });

  test.each([
    ["a 404 with another code", 404, "SubscriptionNotFound"],
    ["a 404 without a code, as a proxy gives", 404, undefined],
    ["a refusal", 403, "Forbidden"],
    ["a refusal, even with the code of absence", 403, "SecretNotFound"],
    ["a failed connection", undefined, "ENOTFOUND"],
  ])("is not known after %s, which is thrown", async (_, statusCode, code) => {
    await expect(findOrNothing(failing(statusCode, code), "SecretNotFound")).rejects.toThrow("the service refused");
  });

  test("is the thing itself when it is there", async () => {
    expect(await findOrNothing(Promise.resolve("here"), "SecretNotFound")).toBe("here");
  });
});
