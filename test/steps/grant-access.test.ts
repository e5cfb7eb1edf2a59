import { afterAll, describe, expect, test } from "vitest";
import type { State } from "../../src/simulator/state.ts";
import { doUntil, only } from "./done-step.ts";

const title = "the application may list the vault's secrets";
const vault = "surestep-t000000001";

describe("by access policies", async () => {
  const done = await doUntil("grant-access", "policy");
  afterAll(() => done.close());
  const [clientId, principalId] = ["clientId", "principalId"].map(done.run.values.textOf) as [string, string];
  const policyOf = (state: State) => only(only(state.vaults).accessPolicies.filter((p) => p.objectId === principalId));

  test("it holds while the application has its policy", async () => {
    expect(await done.broken()).toEqual([]);
  });

  test("a policy for the application's ID is in vain, and not what was asked for", async () => {
    const broken = await done.brokenBy((state) => (policyOf(state).objectId = clientId));
    expect(broken).toEqual([
      `access policy ${vault}/${principalId}: not there`,
      expect.stringContaining(`not asked for: + policy for ${clientId} in vault ${vault}`),
    ]);
  });

  test.each([
    ["one that lacks two permissions", ["get", "set"], "get, set"],
    ["one with all of them", ["all"], "all"],
  ])("nor is %s", async (_, permissions, told) => {
    const broken = await done.brokenBy((state) => (policyOf(state).permissions.secrets = permissions));
    expect(broken).toEqual([`access policy ${vault}/${principalId}: secrets: ${told}`]);
  });

  test("a policy that the vault does not honour yet needs patience, not a remedy", async () => {
    const broken = await done.checksBrokenBy((state) => (policyOf(state).effectiveAt = Date.now() + 60_000));
    expect(only(broken)).toMatchObject({ title, actual: expect.stringMatching(/AccessDenied|Forbidden/) });
    expect(only(broken).hint).toBeUndefined();
  });

  test("nor has it access while the vault is gone", async () => {
    const broken = await done.brokenBy((state) => (state.vaults = []));
    expect(broken).toContain(`access policy ${vault}/${principalId}: not there`);
  });
});

describe("by roles", async () => {
  const done = await doUntil("grant-access", "rbac");
  afterAll(() => done.close());
  const { principalId = "" } = Object.fromEntries(done.run.values.plain);
  const assignmentOf = (state: State) => only(state.roleAssignments.filter((each) => each.principalId === principalId));
  const officer = `Key Vault Secrets Officer for ${principalId} on`;

  test("it holds while both have their role", async () => {
    expect(await done.broken()).toEqual([]);
  });

  test("an application without a role is told so", async () => {
    const broken = await done.brokenBy((state) => {
      state.roleAssignments = state.roleAssignments.filter((each) => each.principalId !== principalId);
    });
    expect(broken).toEqual([`role assignment ${officer} vault ${vault}: not there`]);
  });

  test.each<[string, (state: State) => unknown, string]>([
    [
      "that does not cover secrets",
      (state) => (assignmentOf(state).roleId = "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
      `Reader for ${principalId} on vault ${vault}`,
    ],
    [
      "for the whole subscription",
      (state) => (assignmentOf(state).scope = `/subscriptions/${state.subscription.id}`),
      `${officer} subscription`,
    ],
  ])("nor is one %s", async (_, change, made) => {
    expect(await done.brokenBy(change)).toEqual([
      `role assignment ${officer} vault ${vault}: not there`,
      expect.stringContaining(`not asked for: + role ${made}`),
    ]);
  });

  test("a role that the vault does not know yet takes its minutes", async () => {
    const broken = await done.checksBrokenBy((state) => (assignmentOf(state).effectiveAt = Date.now() + 60_000));
    expect(only(broken).hint).toContain("ten minutes");
  });
});
