import { afterAll, expect, test } from "vitest";
import { only, wrong } from "./cloud.ts";
import { openQuickstart, vaultId } from "./quickstart.ts";

const administrator = "00482a5a-887f-4fb3-b363-3b7fe8e74483";
const somebody = "20000000-0000-4000-8000-000000000001";

const { cloud, principalId, asked } = await openQuickstart("rbac");
afterAll(cloud.close);
const { state, trying, judge } = cloud;
const theirs = () => only(state.roleAssignments.filter((each) => each.principalId === principalId));
const officer = `Key Vault Secrets Officer for ${principalId} on`;

test.each([
  [
    "at the subscription's scope",
    () => (theirs().scope = `/subscriptions/${state.subscription.id}`),
    `${officer} subscription`,
  ],
  [
    "at the group's scope",
    () => (theirs().scope = vaultId(state).replace(/\/providers.*/, "")),
    `${officer} resource group my-group`,
  ],
  [
    "of an administrator",
    () => (theirs().roleId = administrator),
    `Key Vault Administrator for ${principalId} on vault my-vault`,
  ],
])("a role %s is another one", async (_, change, made) => {
  const nothing = { ...(await cloud.look()), resources: [] };
  const { after } = await trying(change);
  const failing = wrong(judge(nothing, after, asked)).filter((line) => /role/.test(line));
  expect(failing).toEqual([
    `role assignment ${officer} vault my-vault: there, not not there`,
    expect.stringContaining(`not asked for: + role ${made}`),
  ]);
});

test("a second principal with a role in the run's vault was not asked for", async () => {
  const { before, after } = await trying(() => {
    state.roleAssignments.push({ ...theirs(), name: "20000000-0000-4000-8000-000000000002", principalId: somebody });
  });
  expect(wrong(judge(before, after, asked))).toEqual([
    expect.stringContaining(`not asked for: + role Key Vault Secrets Officer for ${somebody} on vault my-vault`),
  ]);
});
