import { describe, expect, test } from "vitest";
import { openRoles, secretsOfficer, secretsUser } from "./roles.ts";

const listSecrets = "Microsoft.KeyVault/vaults/secrets/readMetadata/action";
const getSecret = "Microsoft.KeyVault/vaults/secrets/getSecret/action";
const setSecret = "Microsoft.KeyVault/vaults/secrets/setSecret/action";

describe("what a role allows", () => {
  test("its data actions, at its scope and below, in any case", async () => {
    const { assign, may, group, vault } = await openRoles();
    await assign(group, secretsUser);
    expect(may(getSecret)).toBe(true);
    expect(may(getSecret.toLowerCase(), `${vault.toUpperCase()}/secrets/one`)).toBe(true);
    expect(may(setSecret)).toBe(false);
  });

  test("nothing beside its scope, even where the name goes on", async () => {
    const { assign, may, vault } = await openRoles();
    await assign(vault, secretsOfficer);
    expect(may(setSecret)).toBe(true);
    expect(may(setSecret, `${vault}-2`)).toBe(false);
    expect(may(setSecret, vault.slice(0, vault.lastIndexOf("/vaults")))).toBe(false);
  });

  test("nothing until it has spread", async () => {
    const { assign, may, clock, vault } = await openRoles({ latency: { roleAssignment: 45_000 } });
    await assign(vault, secretsOfficer);
    expect(may(setSecret)).toBe(false);
    clock.now += 45_000;
    expect(may(setSecret)).toBe(true);
  });

  test("an owner has no data action", async () => {
    const { assign, may, subscription } = await openRoles();
    await assign(subscription, "8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
    expect(may(getSecret)).toBe(false);
  });

  test.each([
    ["Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483", ["list", "get", "set"]],
    ["Key Vault Secrets Officer", secretsOfficer, ["list", "get", "set"]],
    ["Key Vault Secrets User", secretsUser, ["list", "get"]],
    ["Key Vault Reader", "21090545-7ca7-4776-b22c-e363652d74d2", ["list"]],
    ["Key Vault Purge Operator", "a68e7c17-0ab2-4c09-9a58-125dae29748c", []],
  ])("%s (%s), with secrets: %j", async (_, role, allowed) => {
    const { assign, may, vault } = await openRoles();
    await assign(vault, role);
    const actions = { list: listSecrets, get: getSecret, set: setSecret };
    const found = Object.entries(actions).filter(([, action]) => may(action));
    expect(found.map(([verb]) => verb)).toEqual(allowed);
  });
});
