import { RestError } from "@azure/core-rest-pipeline";
import type { SecretClient } from "@azure/keyvault-secrets";
import { expect, test } from "vitest";
import { openSdk } from "./sdk.ts";

async function refusal(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RestError)) throw new TypeError(`no refusal of the service: ${String(error)}`);
  return { statusCode: error.statusCode, code: error.code };
}

async function namesOf(list: AsyncIterable<{ name: string }>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

async function deleteSecret(client: SecretClient, name: string) {
  const poller = await client.beginDeleteSecret(name, { intervalInMs: 20 });
  return poller.pollUntilDone();
}

test("the SDK goes through the quickstart: set, get, delete, purge", async () => {
  const { client } = await openSdk();
  expect(await client.setSecret("mySecret", "a value")).toMatchObject({ name: "mySecret", value: "a value" });
  expect((await client.getSecret("mySecret")).value).toBe("a value");
  const deleted = await deleteSecret(client, "mySecret");
  expect(deleted).toMatchObject({ name: "mySecret", recoveryId: expect.stringMatching(/\/deletedsecrets\/mySecret$/) });
  expect(await refusal(client.getSecret("mySecret"))).toEqual({ statusCode: 404, code: "SecretNotFound" });
  await client.purgeDeletedSecret("mySecret");
  expect(await namesOf(client.listDeletedSecrets())).toEqual([]);
});

test("the SDK waits until a deletion and a recovery are complete", async () => {
  const clock = { now: Date.now() };
  const { client } = await openSdk({ secretDeletion: 100 }, () => clock.now);
  await client.setSecret("mySecret", "a value");
  const poller = await client.beginDeleteSecret("mySecret", { intervalInMs: 20 });
  expect(poller.isDone()).toBe(false);
  expect(await refusal(client.getDeletedSecret("mySecret"))).toEqual({ statusCode: 404, code: "SecretNotFound" });
  clock.now += 100;
  await poller.pollUntilDone();
  expect((await client.getDeletedSecret("mySecret")).name).toBe("mySecret");

  const recovery = await client.beginRecoverDeletedSecret("mySecret", { intervalInMs: 20 });
  expect((await recovery.pollUntilDone()).name).toBe("mySecret");
  expect((await client.getSecret("mySecret")).value).toBe("a value");
});

test("the SDK reads back all that it sets: content type, tags, whether it is enabled, from when, until when", async () => {
  const { client } = await openSdk();
  const notBefore = new Date("2026-01-01T00:00:00Z");
  const expiresOn = new Date("2027-01-01T00:00:00Z");
  await client.setSecret("a", "1", { contentType: "text/plain", tags: { use: "test" }, notBefore, expiresOn });
  const { properties } = await client.getSecret("a");
  expect(properties).toMatchObject({
    ...{ contentType: "text/plain", tags: { use: "test" }, enabled: true, notBefore, expiresOn },
    ...{ recoverableDays: 7, recoveryLevel: "CustomizedRecoverable+Purgeable" },
  });
  const updated = await client.updateSecretProperties("a", properties.version ?? "", { enabled: false });
  expect(updated).toMatchObject({ enabled: false, contentType: "text/plain", tags: { use: "test" } });
  expect(await refusal(client.getSecret("a"))).toEqual({ statusCode: 403, code: "Forbidden" });
});

test("the SDK walks through the pages of secrets and of versions", async () => {
  const { client } = await openSdk();
  for (const name of ["c", "a", "b"]) await client.setSecret(name, name);
  await client.setSecret("a", "again");
  expect(await namesOf(client.listPropertiesOfSecrets())).toEqual(["a", "b", "c"]);
  const pages: number[] = [];
  for await (const page of client.listPropertiesOfSecrets().byPage({ maxPageSize: 2 })) pages.push(page.length);
  expect(pages).toEqual([2, 1]);
  expect(await namesOf(client.listPropertiesOfSecretVersions("a"))).toEqual(["a", "a"]);
  expect(await namesOf(client.listPropertiesOfSecretVersions("never-made"))).toEqual([]);
});

test("the SDK restores all versions of a backup, but not over a secret of the same name", async () => {
  const { client } = await openSdk();
  const first = await client.setSecret("a", "1");
  await client.setSecret("a", "2");
  const backup = await client.backupSecret("a");
  if (backup === undefined) throw new Error("no backup");
  expect(await refusal(client.restoreSecretBackup(backup))).toEqual({ statusCode: 409, code: "Conflict" });
  await deleteSecret(client, "a");
  await client.purgeDeletedSecret("a");
  expect((await client.restoreSecretBackup(backup)).name).toBe("a");
  expect((await client.getSecret("a")).value).toBe("2");
  expect((await client.getSecret("a", { version: first.properties.version ?? "" })).value).toBe("1");
  const mangled = new Uint8Array(backup).fill(0, 40);
  expect(await refusal(client.restoreSecretBackup(mangled))).toEqual({
    statusCode: 400,
    code: "Malformed backup blob",
  });
});
