import { afterAll, expect, test } from "vitest";
import type { State } from "../../src/simulator/state.ts";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("create-vault");
afterAll(() => done.close());
const group = "resource group surestep-t000000001";
const vault = "vault surestep-t000000001";
const stranger = "20000000-0000-4000-8000-000000000001";

test("it holds while group and vault are there", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not without the group", async () => {
  const broken = await done.brokenBy((state) => (state.resourceGroups = []));
  expect(broken).toContain(`${group}: not there`);
});

test("nor without the vault, be the group there", async () => {
  expect(await done.brokenBy((state) => (state.vaults = []))).toContain(`${vault}: not there`);
});

test("nor with the vault deleted, which still has its name", async () => {
  const broken = await done.brokenBy((state) => {
    const now = Date.now();
    state.deletedVaults = [{ vault: only(state.vaults), deletedAt: now, scheduledPurgeAt: now + 1e9, goneAt: null }];
    state.vaults = [];
  });
  expect(broken).toContain(`${vault}: deleted`);
});

test.each<[string, (state: State) => unknown, string]>([
  ["a group without its tag", (state) => (only(state.resourceGroups).tags = null), `${group}: tags: none`],
  ["a group elsewhere", (state) => (only(state.resourceGroups).location = "westus"), `${group}: location: westus`],
  ["a vault elsewhere", (state) => (only(state.vaults).location = "westus"), `${vault}: location: westus`],
  [
    "90 days of retention",
    (state) => (only(state.vaults).softDeleteRetentionInDays = 90),
    `${vault}: retention: 90 days`,
  ],
  ["a vault that uses roles", (state) => (only(state.vaults).enableRbacAuthorization = true), `${vault}: access: rbac`],
  [
    "purge protection",
    (state) => (only(state.vaults).enablePurgeProtection = true),
    `${vault}: purge protection: true`,
  ],
  [
    "a vault that lets virtual machines in",
    (state) => (only(state.vaults).enabledForDeployment = true),
    `${vault}: used by: deployment`,
  ],
])("nor with %s", async (_, change, broken) => {
  expect(await done.brokenBy(change)).toEqual([broken]);
});

test("nor with a policy for a stranger", async () => {
  const broken = await done.brokenBy((state) => {
    const { accessPolicies } = only(state.vaults);
    accessPolicies.push({ ...only(accessPolicies), objectId: stranger });
  });
  expect(broken).toEqual([expect.stringContaining(`not asked for: + policy for ${stranger} in ${vault}`)]);
});

test("nor with another group beside it", async () => {
  const broken = await done.brokenBy((state) => {
    state.resourceGroups.push({ ...only(state.resourceGroups), name: "more" });
  });
  expect(broken).toEqual([expect.stringContaining("not asked for: + resource group more")]);
});
