import { describe, expect, test } from "vitest";
import { jwkIn, openObjects, start } from "../objects.ts";
import { errorBody, host } from "../vault.ts";

const url = `https://${host}`;
const day = 86_400_000;

async function openWithKey(given: Parameters<typeof openObjects>[0] = {}) {
  const opened = openObjects(given);
  const { body } = await opened.call("POST", "/keys/a/create", { kty: "EC" });
  return { ...opened, made: body };
}

function beingDeleted(rest: string) {
  return errorBody("Conflict", `Key a is currently being deleted${rest}`, "ObjectIsBeingDeleted");
}

describe("a deleted key", () => {
  test("is answered with the way back and the day of its end, and comes into the list without its material", async () => {
    const { call, made } = await openWithKey();
    const { status, body } = await call("DELETE", "/keys/a");
    const ending = {
      recoveryId: `${url}/deletedkeys/a`,
      deletedDate: start / 1000,
      scheduledPurgeDate: (start + 7 * day) / 1000,
    };
    expect([status, body]).toEqual([200, { ...ending, ...made }]);
    expect((await call("GET", "/deletedkeys/a")).body).toEqual(body);
    expect((await call("GET", "/deletedkeys")).body["value"]).toEqual([
      { ...ending, kid: `${url}/keys/a`, attributes: made["attributes"] },
    ]);
    expect((await call("GET", "/keys/a")).status).toBe(404);
  });

  test("is on its way for a while, in which nothing can be done with it", async () => {
    const { call, wait } = await openWithKey({ latency: { secretDeletion: 6000 } });
    await call("DELETE", "/keys/a");
    wait(5999);
    expect((await call("GET", "/deletedkeys/a")).body).toEqual(errorBody("KeyNotFound", "Deleted Key not found: a"));
    expect((await call("DELETE", "/keys/a")).body).toEqual(beingDeleted("."));
    expect((await call("POST", "/deletedkeys/a/recover")).body).toEqual(beingDeleted("."));
    const made = await call("POST", "/keys/a/create", { kty: "EC" });
    expect(made.body).toEqual(beingDeleted(" and cannot be re-created; retry later."));
    wait(1);
    expect((await call("GET", "/deletedkeys/a")).status).toBe(200);
  });

  test("keeps its name until it is recovered, with all its versions", async () => {
    const { call, made } = await openWithKey();
    await call("POST", "/keys/a/create", { kty: "EC" });
    await call("DELETE", "/keys/a");
    const message =
      "Key a is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the key can only be recovered or purged.";
    const taken = await call("POST", "/keys/a/create", { kty: "EC" });
    expect([taken.status, taken.body]).toEqual([409, errorBody("Conflict", message, "ObjectIsDeletedButRecoverable")]);
    expect((await call("POST", "/deletedkeys/a/recover")).status).toBe(200);
    expect((await call("GET", "/keys/a/versions")).body["value"]).toHaveLength(2);
    const { kid } = jwkIn(made);
    expect((await call("GET", new URL(kid).pathname)).body).toEqual(made);
    const again = await call("POST", "/deletedkeys/a/recover");
    expect([again.status, again.body]).toEqual([
      400,
      errorBody("MethodNotAllowed", "Key exists already: a", "RequestNotAllowedOnNonDeletedObject"),
    ]);
  });

  test("is gone after a purge, or when its time is over", async () => {
    const { call, wait } = await openWithKey();
    await call("DELETE", "/keys/a");
    expect((await call("DELETE", "/deletedkeys/a")).status).toBe(204);
    expect((await call("GET", "/deletedkeys/a")).status).toBe(404);
    await call("POST", "/keys/a/create", { kty: "EC" });
    await call("DELETE", "/keys/a");
    wait(7 * day);
    expect((await call("GET", "/deletedkeys")).body["value"]).toEqual([]);
    expect((await call("POST", "/keys/a/create", { kty: "EC" })).status).toBe(200);
  });

  test("keeps its name blocked for a while after a purge", async () => {
    const { call, wait } = await openWithKey({ latency: { secretPurge: 30_000 } });
    await call("DELETE", "/keys/a");
    await call("DELETE", "/deletedkeys/a");
    expect((await call("POST", "/keys/a/create", { kty: "EC" })).status).toBe(409);
    wait(30_000);
    expect((await call("POST", "/keys/a/create", { kty: "EC" })).status).toBe(200);
  });

  test("cannot be purged in a vault that forbids it", async () => {
    const { call } = await openWithKey({ vault: { enablePurgeProtection: true } });
    await call("DELETE", "/keys/a");
    expect((await call("DELETE", "/deletedkeys/a")).status).toBe(403);
  });
});

describe("a backup of a key", () => {
  test("brings back all its versions, but not over a key of its name", async () => {
    const { call, made } = await openWithKey();
    await call("POST", "/keys/a/create", { kty: "EC" });
    const { body } = await call("POST", "/keys/a/backup");
    const over = await call("POST", "/keys/restore", body);
    expect([over.status, over.body]).toMatchObject([409, { error: { code: "Conflict" } }]);
    await call("DELETE", "/keys/a");
    await call("DELETE", "/deletedkeys/a");
    expect((await call("POST", "/keys/restore", body)).status).toBe(200);
    const { kid } = jwkIn(made);
    expect((await call("GET", new URL(kid).pathname)).body).toEqual(made);
  });

  test("is refused where it was altered, or is none", async () => {
    const { call } = await openWithKey();
    const { value } = (await call("POST", "/keys/a/backup")).body;
    await call("DELETE", "/keys/a");
    await call("DELETE", "/deletedkeys/a");
    const text = Buffer.from(String(value), "base64url").toString();
    for (const altered of [text.replace('"enabled":true', '"enabled":false'), "nothing"]) {
      const { status, body } = await call("POST", "/keys/restore", {
        value: Buffer.from(altered).toString("base64url"),
      });
      const message = "Backup blob contains invalid or corrupt version.";
      expect([status, body]).toEqual([400, errorBody("Malformed backup blob", message)]);
    }
  });
});
