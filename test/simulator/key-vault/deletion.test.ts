import { describe, expect, test } from "vitest";
import type { Latency } from "../../../src/simulator/latency.ts";
import type { Vault } from "../../../src/simulator/state.ts";
import { azureWith } from "../azure.ts";
import { addVault, errorBody, host, openVault } from "./vault.ts";

const url = `https://${host}`;
const start = Date.parse("2026-11-24T12:00:00Z");
const day = 86_400_000;

/** A vault with the secret `a`; `wait` moves the clock on by milliseconds. */
async function open(latency: Partial<Latency> = {}, given: Partial<Vault> = {}) {
  let now = start;
  const azure = azureWith({ latency, now: () => now });
  addVault(azure.state, given);
  const vault = openVault(azure);
  await vault.call("PUT", "/secrets/a", { value: "1" });
  return { ...vault, azure, wait: (milliseconds: number) => (now += milliseconds) };
}

const beingDeleted = (rest: string) =>
  errorBody("Conflict", `Secret a is currently being deleted${rest}`, "ObjectIsBeingDeleted");
const notFound = errorBody("SecretNotFound", "Deleted Secret not found: a");

describe("a deleted secret", () => {
  test("is answered with the way back and the day of its end, as recorded", async () => {
    const { call } = await open();
    const { status, body } = await call("DELETE", "/secrets/a");
    expect(status).toBe(200);
    expect(body).toEqual({
      recoveryId: `${url}/deletedsecrets/a`,
      deletedDate: start / 1000,
      scheduledPurgeDate: (start + 7 * day) / 1000,
      id: expect.stringMatching(/\/secrets\/a\/[0-9a-f]{32}$/),
      attributes: expect.objectContaining({ enabled: true }),
    });
  });

  test("is gone at once, but comes into the list after a while", async () => {
    const { call, wait } = await open({ secretDeletion: 6000 });
    await call("DELETE", "/secrets/a");
    wait(5999);
    expect((await call("GET", "/secrets/a/")).status).toBe(404);
    expect((await call("GET", "/deletedsecrets")).body).toEqual({ value: [], nextLink: null });
    expect((await call("GET", "/deletedsecrets/a")).body).toEqual(notFound);
    wait(1);
    expect((await call("GET", "/deletedsecrets")).body["value"]).toMatchObject([{ id: `${url}/secrets/a` }]);
    expect((await call("GET", "/deletedsecrets/a")).status).toBe(200);
  });

  test("cannot be set, deleted, recovered or purged while it is on its way", async () => {
    const { call } = await open({ secretDeletion: 6000 });
    await call("DELETE", "/secrets/a");
    const set = await call("PUT", "/secrets/a", { value: "2" });
    expect([set.status, set.body]).toEqual([409, beingDeleted(" and cannot be re-created; retry later.")]);
    for (const [method, path] of [
      ["DELETE", "/secrets/a"],
      ["POST", "/deletedsecrets/a/recover"],
      ["DELETE", "/deletedsecrets/a"],
    ] as const) {
      const { status, body } = await call(method, path);
      expect([status, body]).toEqual([409, beingDeleted(".")]);
    }
  });

  test("keeps its name, which can be neither set nor restored", async () => {
    const { call } = await open();
    const backup = await call("POST", "/secrets/a/backup");
    await call("DELETE", "/secrets/a");
    const message =
      "Secret a is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.";
    for (const [method, path, sent] of [
      ["PUT", "/secrets/A", { value: "2" }],
      ["POST", "/secrets/restore", backup.body],
    ] as const) {
      const { status, body } = await call(method, path, sent);
      expect([status, body]).toEqual([
        409,
        errorBody(
          "Conflict",
          message.replace(" a ", path === "/secrets/A" ? " A " : " a "),
          "ObjectIsDeletedButRecoverable",
        ),
      ]);
    }
  });

  test("is forgotten when the vault's retention is over, and its name is free", async () => {
    const { call, wait } = await open();
    await call("DELETE", "/secrets/a");
    wait(7 * day);
    expect((await call("GET", "/deletedsecrets")).body["value"]).toEqual([]);
    expect((await call("POST", "/deletedsecrets/a/recover")).status).toBe(404);
    expect((await call("PUT", "/secrets/a", { value: "2" })).status).toBe(200);
  });
});

describe("to recover", () => {
  test("brings all versions back", async () => {
    const { call } = await open();
    await call("PUT", "/secrets/a", { value: "2" });
    const { body: before } = await call("GET", "/secrets/a/versions");
    await call("DELETE", "/secrets/a");
    const { status, body } = await call("POST", "/deletedsecrets/a/recover");
    expect([status, Object.keys(body)]).toEqual([200, ["id", "attributes"]]);
    expect((await call("GET", "/secrets/a/versions")).body).toEqual(before);
    expect((await call("GET", "/deletedsecrets")).body["value"]).toEqual([]);
  });

  test("a secret that is live is refused in the recorded words", async () => {
    const { status, body } = await (await open()).call("POST", "/deletedsecrets/a/recover");
    const expected = errorBody("MethodNotAllowed", "Secret exists already: a", "RequestNotAllowedOnNonDeletedObject");
    expect([status, body]).toEqual([400, expected]);
  });
});

describe("to purge", () => {
  test("ends it for good, with an empty answer; its name is blocked for a while and then free", async () => {
    const { azure, call, wait } = await open({ secretPurge: 20_000 });
    await call("DELETE", "/secrets/a");
    const { status, body } = await call("DELETE", "/deletedsecrets/a");
    expect([status, body]).toEqual([204, {}]);
    for (const method of ["GET", "DELETE"]) expect((await call(method, "/deletedsecrets/a")).body).toEqual(notFound);
    wait(19_999);
    const set = await call("PUT", "/secrets/a", { value: "2" });
    expect(set.body).toEqual(beingDeleted(" and cannot be re-created; retry later."));
    wait(1);
    expect((await call("PUT", "/secrets/a", { value: "2" })).status).toBe(200);
    expect(azure.state.vaults[0]?.deletedSecrets).toEqual([]);
    expect((await call("GET", "/secrets/a/versions")).body["value"]).toHaveLength(1);
  });

  test("is refused where purge protection is on", async () => {
    const { call } = await open({}, { enablePurgeProtection: true });
    await call("DELETE", "/secrets/a");
    const { status, body } = await call("DELETE", "/deletedsecrets/a");
    const message =
      'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed. Vault: my-vault;location=eastus';
    expect([status, body]).toEqual([403, errorBody("Forbidden", message)]);
    expect((await call("GET", "/deletedsecrets/a")).status).toBe(200);
  });
});
