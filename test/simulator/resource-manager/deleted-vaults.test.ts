import { describe, expect, test } from "vitest";
import type { azureWith } from "../azure.ts";
import { error } from "./resource-manager.ts";
import { all, newVault, openVaults } from "./vaults.ts";

const day = 86_400_000;

/** A vault with a secret in it that was deleted. */
async function openDeleted(given: Parameters<typeof azureWith>[0] = {}, properties: object = {}) {
  const opened = await openVaults(given);
  const { azure, call, vaults } = opened;
  await call("PUT", `${vaults}/my-own-vault`, newVault(azure, properties));
  azure.state.vaults[0]?.secrets.push({ name: "kept", versions: [] });
  const { status, body } = await call("DELETE", `${vaults}/my-own-vault`);
  expect({ status, body }).toEqual({ status: 200, body: {} });
  return opened;
}

describe("a deleted vault", () => {
  test("is gone from its group and listed with the day of its purge", async () => {
    const { call, vaults, keyVault, deleted } = await openDeleted();
    expect((await call("GET", `${vaults}/my-own-vault`)).status).toBe(404);
    const shown = {
      id: `${deleted}/my-own-vault`,
      name: "my-own-vault",
      type: "Microsoft.KeyVault/deletedVaults",
      properties: {
        vaultId: `${vaults}/my-own-vault`,
        location: "eastus",
        tags: {},
        deletionDate: "2026-11-24T12:00:00Z",
        scheduledPurgeDate: "2026-12-01T12:00:00Z",
      },
    };
    expect((await call("GET", `${deleted}/my-own-vault`)).body).toEqual(shown);
    expect((await call("GET", `${keyVault}/deletedVaults`)).body).toMatchObject({ value: [shown] });
  });

  test("keeps its name", async () => {
    const { azure, call, vaults } = await openDeleted();
    const { status, body } = await call("PUT", `${vaults}/my-own-vault`, newVault(azure));
    expect(status).toBe(409);
    expect(body).toEqual(error("ConflictError", expect.stringContaining("already exists in deleted state")));
  });

  test("comes back with its secrets and policies", async () => {
    const { azure, call, vaults, keyVault } = await openDeleted();
    const properties = { tenantId: azure.state.tenant.id, createMode: "recover" };
    const { status, body } = await call("PUT", `${vaults}/my-own-vault`, { location: "eastus", properties });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      properties: {
        provisioningState: "Succeeded",
        softDeleteRetentionInDays: 7,
        accessPolicies: [{ permissions: all }],
      },
    });
    expect(azure.state.vaults[0]?.secrets).toMatchObject([{ name: "kept" }]);
    expect((await call("GET", `${keyVault}/deletedVaults`)).body).toMatchObject({ value: [] });
  });

  test("that never was is not recovered", async () => {
    const { call, vaults } = await openDeleted();
    const body = { location: "eastus", properties: { createMode: "recover" } };
    const refused = await call("PUT", `${vaults}/another-vault`, body);
    expect(refused.status).toBe(404);
    expect(refused.body).toMatchObject({ error: { code: "SoftDeletedVaultDoesNotExist" } });
  });

  test("is purged: 202, polled as recorded, and its name is free", async () => {
    const { azure, clock, call, vaults, deleted } = await openDeleted({ latency: { vaultPurge: 6000 } });
    const begun = await call("POST", `${deleted}/my-own-vault/purge`);
    expect(begun).toMatchObject({ status: 202, body: {} });
    const { pathname, search } = new URL(begun.headers.get("location") ?? "");
    expect(pathname).toMatch(/\/providers\/Microsoft\.KeyVault\/locations\/eastus\/operationResults\/[^/]+$/);
    const waiting = await call("GET", pathname + search);
    expect(waiting).toMatchObject({ status: 202 });
    expect(waiting.body).toEqual({ createdDateTime: "2026-11-24 12:00:00Z", status: "NotStarted" });
    clock.now += 6000;
    const done = await call("GET", pathname + search);
    expect(done).toMatchObject({ status: 200 });
    expect(done.body).toEqual({
      createdDateTime: "2026-11-24 12:00:00Z",
      lastActionDateTime: "2026-11-24 12:00:06Z",
      status: "Succeeded",
    });
    expect((await call("GET", `${deleted}/my-own-vault`)).status).toBe(404);
    expect((await call("PUT", `${vaults}/my-own-vault`, newVault(azure))).status).toBe(200);
    expect(azure.state.vaults[0]?.secrets).toEqual([]);
  });

  test("with purge protection is not purged", async () => {
    const { call, deleted } = await openDeleted({}, { enablePurgeProtection: true });
    const { body } = await call("POST", `${deleted}/my-own-vault/purge`);
    expect(body).toEqual(error("MethodNotAllowed", expect.stringContaining("'DeletedVaultPurge' is not allowed")));
    expect((await call("GET", `${deleted}/my-own-vault`)).status).toBe(200);
  });

  test("is purged by itself when its time is over", async () => {
    const { azure, clock, call, vaults, deleted } = await openDeleted();
    clock.now += 7 * day;
    expect((await call("GET", `${deleted}/my-own-vault`)).status).toBe(404);
    expect((await call("PUT", `${vaults}/my-own-vault`, newVault(azure))).status).toBe(200);
  });
});
