import { afterAll, describe, expect, test } from "vitest";
import type { State } from "../../src/simulator/state.ts";
import { doUntil, only } from "./done-step.ts";

const title = "the application may list the vault's secrets";

describe("by access policies", async () => {
  const done = await doUntil("grant-access", "policy");
  afterAll(() => done.close());
  const { clientId = "", principalId = "" } = Object.fromEntries(done.run.values.plain);
  const policyOf = (state: State) => only(only(state.vaults).accessPolicies.filter((p) => p.objectId === principalId));

  test("it holds while the application has its policy", async () => {
    expect(await done.broken()).toEqual([]);
  });

  test("a policy for the application's ID is in vain, and the reader is told which ID it takes", async () => {
    const broken = await done.checksBrokenBy((state) => (policyOf(state).objectId = clientId));
    expect(broken).toMatchObject([{ title, hint: expect.stringContaining(`object ID, ${principalId}: use --spn`) }]);
  });

  test("a policy for somebody else is named, with the ID that it should have", async () => {
    const broken = await done.checksBrokenBy((state) => (policyOf(state).objectId = "somebody-else"));
    expect(only(broken).hint).toMatch(new RegExp(`other object IDs: .*somebody-else\\..* is ${principalId}\\.`));
  });

  test("a policy that lacks a permission is told from one that is not there", async () => {
    const broken = await done.checksBrokenBy((state) => (policyOf(state).permissions.secrets = ["get", "set"]));
    expect(only(broken).hint).toContain("lacks, for secrets: delete, list.");
  });

  test("a policy that the vault does not honour yet needs patience, not a remedy", async () => {
    const broken = await done.checksBrokenBy((state) => (policyOf(state).effectiveAt = Date.now() + 60_000));
    expect(only(broken).hint).toBeUndefined();
  });

  test("a vault that is gone is said to be", async () => {
    const broken = await done.brokenBy((state) => (state.vaults = []));
    expect(broken).toContain(`${title}: no such vault`);
  });
});

describe("by roles", async () => {
  const done = await doUntil("grant-access", "rbac");
  afterAll(() => done.close());
  const { principalId = "" } = Object.fromEntries(done.run.values.plain);
  const assignmentOf = (state: State) => only(state.roleAssignments.filter((each) => each.principalId === principalId));

  test("it holds while both have their role", async () => {
    expect(await done.broken()).toEqual([]);
  });

  test("an application without a role is told so", async () => {
    const broken = await done.checksBrokenBy((state) => {
      state.roleAssignments = state.roleAssignments.filter((each) => each.principalId !== principalId);
    });
    expect(broken).toMatchObject([{ title, actual: "ForbiddenByRbac", hint: expect.stringContaining("no role") }]);
  });

  test("a role that does not cover secrets is named", async () => {
    const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    const broken = await done.checksBrokenBy((state) => (assignmentOf(state).roleId = reader));
    expect(only(broken).hint).toBe("The application's roles on this vault do not cover secrets: Reader.");
  });

  test("a role that the vault does not know yet takes its minutes", async () => {
    const broken = await done.checksBrokenBy((state) => (assignmentOf(state).effectiveAt = Date.now() + 60_000));
    expect(only(broken).hint).toContain("ten minutes");
  });
});
