import { describe, expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { addVault, errorBody, openVault } from "./vault.ts";

function open(apiVersion?: string) {
  const azure = azureWith();
  addVault(azure.state);
  return openVault(azure, apiVersion);
}

const tags = (count: number, length = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x".repeat(length)]));

describe("the data plane", () => {
  test.each(["7.0", "7.4", "7.6-preview.2", "2025-07-01", "7.9", "2031-01-01-preview"])(
    "takes version %s",
    async (version) => {
      expect((await open(version).call("GET", "/secrets")).status).toBe(200);
    },
  );

  test.each(["banana", "6.0", "2020-01-01", "7.5-preview.9"])("does not recognize version %s", async (version) => {
    const { body, status } = await open(version).call("GET", "/secrets");
    const sentence = `The specified version (${version}) is not recognized. Consider using the latest supported version (7.6).`;
    expect([status, body]).toEqual([400, errorBody("BadParameter", sentence)]);
  });
});

describe("a secret", () => {
  test.each([
    ["15 tags", { tags: tags(15, 512) }],
    ["a content type of 255 characters", { contentType: "x".repeat(255) }],
    ["an end after its begin", { attributes: { nbf: 1_900_000_000, exp: 1_900_000_001 } }],
  ])("may have %s", async (_, more) => {
    const { body, status } = await open().call("PUT", "/secrets/a", { value: "1", ...more });
    expect([status, body]).toMatchObject([200, more]);
  });

  test.each([
    ["16 tags", { tags: tags(16) }, "tags"],
    ["a tag of 513 characters", { tags: tags(1, 513) }, "tags"],
    ["a content type of 256 characters", { contentType: "x".repeat(256) }, "contentType"],
    ["an end before its begin", { attributes: { nbf: 1_900_000_001, exp: 1_900_000_000 } }, "attributes.exp"],
    ["a time before 1970", { attributes: { exp: -1 } }, "attributes.exp"],
  ])("may not have %s", async (_, more, member) => {
    const { call } = open();
    const { body, status } = await call("PUT", "/secrets/a", { value: "1", ...more });
    expect(status).toBe(400);
    expect(body).toEqual(errorBody("BadParameter", expect.stringContaining(`Property has invalid value: ${member}`)));
    expect((await call("GET", "/secrets")).body["value"]).toEqual([]);
  });

  test("is not updated to end before its begin, which was set before", async () => {
    const { call } = open();
    await call("PUT", "/secrets/a", { value: "1", attributes: { nbf: 1_900_000_000 } });
    expect((await call("PATCH", "/secrets/a", { attributes: { exp: 1_800_000_000 } })).status).toBe(400);
    expect((await call("GET", "/secrets/a")).body).not.toHaveProperty("attributes.exp");
  });

  test.each(["0", "26", "many", "-1"])("is not listed %s at a time", async (size) => {
    const { body, status } = await open().call("GET", `/secrets?maxresults=${size}`);
    expect([status, body]).toMatchObject([400, { error: { code: "BadParameter" } }]);
  });
});
