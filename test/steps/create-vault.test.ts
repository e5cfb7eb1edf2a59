import { afterAll, expect, test } from "vitest";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("create-vault");
afterAll(() => done.close());

test("it holds while group and vault are there", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not without the group", async () => {
  const broken = await done.brokenBy((state) => (state.resourceGroups = []));
  expect(broken).toEqual(["the resource group exists: none"]);
});

test("nor without the vault, be the group there", async () => {
  expect(await done.brokenBy((state) => (state.vaults = []))).toEqual(["the vault is provisioned: no vault"]);
});

test("nor while the vault's name is not known to the world", async () => {
  const broken = await done.brokenBy((state) => (only(state.vaults).readyAt = Date.now() + 60_000));
  expect(broken).toEqual(["the vault is provisioned: RegisteringDns"]);
});
