import { describe, expect, test } from "vitest";
import type { SecretVersion, Vault } from "../../../src/simulator/state.ts";
import { azureWith } from "../azure.ts";
import { addVault, errorBody, host, openVault, tokenFor } from "./vault.ts";

const url = `https://${host}`;
const seconds = Date.parse("2026-11-24T12:00:00Z") / 1000;

function open(given: Partial<Vault> = {}, apiVersion?: string) {
  const azure = azureWith();
  addVault(azure.state, given);
  return openVault(azure, apiVersion);
}

const attributes = {
  enabled: true,
  created: seconds,
  updated: seconds,
  recoveryLevel: "CustomizedRecoverable+Purgeable",
  recoverableDays: 7,
};

describe("an answer", () => {
  test("to a set is the recorded one, member for member and in its order", async () => {
    const sent = { value: "DEF456", tags: { test: "foo" }, contentType: "test type" };
    const { status, body } = await open().call("PUT", "/secrets/secret1", sent);
    const id = expect.stringMatching(new RegExp(`^${url}/secrets/secret1/[0-9a-f]{32}$`));
    expect([status, body]).toEqual([
      200,
      { value: "DEF456", contentType: "test type", id, attributes, tags: { test: "foo" } },
    ]);
    expect(Object.keys(body)).toEqual(["value", "contentType", "id", "attributes", "tags"]);
  });

  test("to an update and to a restore has no value", async () => {
    const { call } = open();
    await call("PUT", "/secrets/a", { value: "1" });
    const updated = await call("PATCH", "/secrets/a/", { attributes: { enabled: false } });
    expect(updated.body).toEqual({ id: expect.anything(), attributes: { ...attributes, enabled: false } });
    await call("PATCH", "/secrets/a/", { attributes: { enabled: true } });
    expect((await call("GET", "/secrets/a/")).body["value"]).toBe("1");
    const backup = await call("POST", "/secrets/a/backup");
    const restored = await openVault(withVault()).call("POST", "/secrets/restore", backup.body);
    expect(restored.body).toEqual({ id: updated.body["id"], attributes });
  });

  test("has the headers of the real service", async () => {
    const { send } = open();
    const { headers } = await send("GET", "/secrets?api-version=7.4", { "x-ms-client-request-id": "mine" });
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-cache",
      expires: "-1",
      pragma: "no-cache",
      "strict-transport-security": "max-age=31536000;includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-ms-client-request-id": "mine",
      "x-ms-keyvault-network-info": expect.stringMatching(/^conn_type=Ipv4;addr=.*;act_addr_fam=InterNetwork;$/),
      "x-ms-keyvault-region": "eastus",
      "x-ms-keyvault-service-version": expect.stringMatching(/^1\.9\./),
      "x-ms-request-id": expect.any(String),
    });
  });

  test.each([
    ["7.0", {}, { recoveryLevel: "CustomizedRecoverable+Purgeable" }],

    ["2099-01-01", { softDeleteRetentionInDays: 90 }, { recoveryLevel: "Recoverable+Purgeable", recoverableDays: 90 }],
    ["7.4", { enablePurgeProtection: true }, { recoveryLevel: "CustomizedRecoverable", recoverableDays: 7 }],
  ])("of API version %s in a vault with %o says %o", async (apiVersion, given, expected) => {
    const { body } = await open(given, apiVersion).call("PUT", "/secrets/a", { value: "1" });
    expect(body["attributes"]).toEqual({ enabled: true, created: seconds, updated: seconds, ...expected });
  });
});

function withVault() {
  const azure = azureWith();
  addVault(azure.state);
  return azure;
}

describe("a secret", () => {
  test("has a new version for each set; the path without one, with a slash or without, means the newest", async () => {
    const { call } = open();
    const first = await call("PUT", "/secrets/a", { value: "1" });
    await call("PUT", "/secrets/a", { value: "2" });
    const versionPath = new URL(String(first.body["id"])).pathname;
    const values = await Promise.all(["/secrets/a/", "/secrets/a", versionPath].map((path) => call("GET", path)));
    expect(values.map(({ body }) => body["value"])).toEqual(["2", "2", "1"]);
  });

  test("is the same in any case", async () => {
    const { call } = open();
    await call("PUT", "/secrets/mySecret", { value: "1" });
    expect((await call("GET", "/secrets/MYSECRET/")).body["value"]).toBe("1");
  });

  test("can be read outside the time between nbf and exp", async () => {
    const { call } = open();
    await call("PUT", "/secrets/a", { value: "1", attributes: { nbf: seconds + 60, exp: seconds + 120 } });
    await call("PUT", "/secrets/b", { value: "1", attributes: { exp: seconds - 60 } });
    expect((await call("GET", "/secrets/a/")).status).toBe(200);
  });

  test("that is disabled is refused, though it is listed", async () => {
    const { call } = open();
    await call("PUT", "/secrets/a", { value: "1", attributes: { enabled: false } });
    const message = "Operation get is not allowed on a disabled secret.";
    const { status, body } = await call("GET", "/secrets/a/");
    expect([status, body]).toEqual([403, errorBody("Forbidden", message, "SecretDisabled")]);
    expect((await call("GET", "/secrets")).body["value"]).toHaveLength(1);
  });

  test.each(["/secrets/never-made/", "/secrets/a/ffffffffffffffffffffffffffffffff"])(
    "that is not there is 404: %s",
    async (path) => {
      const { call } = open();
      await call("PUT", "/secrets/a", { value: "1" });
      const { status, body } = await call("GET", path);
      const name = path.slice("/secrets/".length).replace(/\/$/, "");
      const message = `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`;
      expect([status, body]).toEqual([404, errorBody("SecretNotFound", message)]);
    },
  );
});

function namesOf({ value }: Record<string, unknown>): unknown[] {
  return Array.isArray(value) ? value.map(({ id }: { id: string }) => id.split("/")[4]) : [];
}

function versionNamed(version: string): SecretVersion {
  const nothing = { contentType: null, tags: null, notBefore: null, expires: null };
  return { version, value: "1", enabled: true, created: 0, updated: 0, ...nothing };
}

describe("a list", () => {
  test("has 25 items a page, and a link with port and token to the next; the last page's link is null", async () => {
    const { call } = open();
    const names = Array.from({ length: 26 }, (_item, index) => `s${String(index).padStart(2, "0")}`);
    for (const name of names.toReversed()) await call("PUT", `/secrets/${name}`, { value: "1" });
    const { body } = await call("GET", "/secrets");
    expect(namesOf(body)).toEqual(names.slice(0, 25));
    const link = String(body["nextLink"]);
    expect(link).toMatch(new RegExp(`^${url}:443/secrets\\?api-version=7\\.4&\\$skiptoken=[\\w-]+$`));
    const rest = await call("GET", link.slice(`${url}:443`.length).replace("api-version=7.4&", ""));
    expect([namesOf(rest.body), rest.body["nextLink"]]).toEqual([["s25"], null]);
  });

  test("passes the asked size on to the next page", async () => {
    const { call } = open();
    for (const name of ["a", "b"]) await call("PUT", `/secrets/${name}`, { value: "1" });
    const { body } = await call("GET", "/secrets?maxresults=1");
    expect(body["nextLink"]).toMatch(/\$skiptoken=[\w-]+&maxresults=1$/);
  });

  test.each(["0", "26", "many"])("of %s items a page is refused", async (size) => {
    const { status, body } = await open().call("GET", `/secrets?maxresults=${size}`);
    expect([status, body]).toMatchObject([400, errorBody("BadParameter", expect.any(String))]);
  });

  test("of versions is in the order of their IDs, not of their age", async () => {
    const azure = withVault();
    const versions = ["b", "c", "a"].map((id) => versionNamed(id.repeat(32)));
    azure.state.vaults[0]?.secrets.push({ name: "a", versions });
    const { body } = await openVault(azure).call("GET", "/secrets/a/versions");
    const ids = ["a", "b", "c"].map((id) => expect.objectContaining({ id: `${url}/secrets/a/${id.repeat(32)}` }));
    expect(body).toEqual({ value: ids, nextLink: null });
  });
});

describe("a request", () => {
  test.each([
    ["PUT", "/secrets/my_secret", { value: "1" }, "The request URI contains an invalid name: my_secret"],
    ["PUT", `/secrets/${"a".repeat(128)}`, { value: "1" }, expect.stringContaining("invalid name")],
    ["PUT", "/secrets/a", {}, "Property has invalid value: value"],
    ["PUT", "/secrets/a", { value: 1 }, "Property has invalid value: value"],
    ["PUT", "/secrets/a", { value: "1", attributes: { exp: "soon" } }, "Property has invalid value: attributes.exp"],
    ["PUT", "/secrets/a", { value: "1", tags: { a: 1 } }, "Property has invalid value: tags.a"],
    ["PUT", "/secrets/a", { value: "ä".repeat(12_801) }, expect.stringContaining("25600 bytes")],
    ["PUT", "/secrets/a", [], expect.any(String)],
  ])("that cannot be right is 400: %s %s %o", async (method, path, sent, message) => {
    const { call } = open();
    const { status, body } = await call(method, path, sent);
    expect([status, body]).toEqual([400, errorBody("BadParameter", message)]);
    expect((await call("GET", "/secrets")).body["value"]).toEqual([]);
  });

  test("without an API version is 400, of any newer one is welcome", async () => {
    const azure = withVault();
    const { call, send } = openVault(azure, "2099-01-01");
    const { status, body } = await send("GET", "/secrets", { authorization: `Bearer ${await tokenFor(azure)}` });
    expect([status, body]).toEqual([400, errorBody("BadParameter", expect.stringContaining("api-version"))]);
    expect((await call("GET", "/secrets")).status).toBe(200);
  });

  test("may set a value of just 25 KB, and an empty one", async () => {
    const { call } = open();
    for (const value of ["x".repeat(25_600), ""])
      expect((await call("PUT", "/secrets/a", { value })).body["value"]).toBe(value);
  });

  test.each(["", "bm90IGEgYmFja3Vw", Buffer.from("surestep-simulator-backup:{").toString("base64url")])(
    "to restore what is no backup is 400: '%s'",
    async (value) => {
      const { status, body } = await open().call("POST", "/secrets/restore", { value });
      const message = "Backup blob contains invalid or corrupt version.";
      expect([status, body]).toEqual([400, errorBody("Malformed backup blob", message)]);
    },
  );

  test("with no name is 405, as is any other that the service does not have", async () => {
    const { status, body } = await open().call("PUT", "/secrets/", { value: "1" });
    expect([status, body]).toEqual([405, errorBody("MethodNotAllowed", "HTTP PUT not allowed")]);
  });

  test.each(["/storage", "/deletedstorage/a"])("for %s is told that storage accounts are not played", async (path) => {
    const { status, body } = await open().call("GET", path);
    expect([status, body]).toEqual([501, errorBody("NotImplemented", expect.stringContaining("storage accounts"))]);
  });
});
