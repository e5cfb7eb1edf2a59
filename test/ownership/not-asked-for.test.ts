import { afterAll, describe, expect, test } from "vitest";
import type { State } from "../../src/simulator/state.ts";
import { only, openShared, somebody, type Meddle, type SharedRun } from "./shared-cloud.ts";

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

const officer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
const administrator = "00482a5a-887f-4fb3-b363-3b7fe8e74483";

/** Carries a step out while az does something else than it was told; then all that happened is taken back. */
async function stepWith(run: SharedRun, step: string, how: Meddle): Promise<string> {
  const before = run.simulator.snapshot();
  run.meddle(how);
  try {
    return await run.on(step);
  } finally {
    run.meddle(undefined);
    Object.assign(run.state, before);
  }
}

/** After the first az command that begins so, changes what it did. */
const after =
  (command: string, change: (state: State) => unknown) =>
  (run: SharedRun): Meddle =>
  async (line, moment) => {
    if (moment !== "after" || !line.startsWith(command)) return;
    run.meddle(undefined);
    await change(run.state);
  };

/** In place of an az command that begins so, runs another one. */
const instead =
  (command: string, other: (args: readonly string[]) => string[]) =>
  (run: SharedRun): Meddle =>
  (line, moment, args) =>
    moment === "before" && line.startsWith(command) && other(args).join(" ") !== line
      ? run.run.connection.az(other(args))
      : undefined;

const replaced =
  (from: string, to: string) =>
  (args: readonly string[]): string[] =>
    args.map((each) => (each === from ? to : each));

describe("a vault or its group otherwise than asked for is no vault of the tutorial", async () => {
  const run = await openShared(ends);
  await run.on("check-prerequisites");

  test.each([
    ["RBAC flipped", instead("keyvault create", replaced("false", "true")), "access: policy"],
    ["90 days of retention", instead("keyvault create", replaced("7", "90")), "retention: 7 days"],
    ["another region", instead("keyvault create", replaced("eastus", "westus")), "location: eastus"],
    [
      "purge protection",
      after("keyvault create", ({ vaults }) => (only(vaults).enablePurgeProtection = true)),
      "purge protection: false",
    ],
    [
      "no tag",
      instead("group create", (args) => args.filter((each) => !/^--tags$|^surestep=/.test(each))),
      "tags: surestep=1-",
    ],
    [
      "another group beside it",
      after("group create", async () =>
        run.run.connection.az([
          "group",
          "create",
          "-n",
          "more",
          "-l",
          "eastus",
          "--tags",
          `surestep=${run.run.values.textOf("mark")}`,
        ]),
      ),
      "not asked for: + resource group more",
    ],
    [
      "a policy of a stranger",
      after("keyvault create", ({ vaults: [vault] }) =>
        vault?.accessPolicies.push({ ...only(vault.accessPolicies), objectId: somebody }),
      ),
      `not asked for: + policy for ${somebody}`,
    ],
  ])("%s", async (_, how, reason) => {
    const end = await stepWith(run, "create-vault", how(run));
    expect(end).toContain('"step":"create-vault"');
    expect(end).toContain(reason);
  });

  test("as asked for it is", async () => {
    expect(await run.on("create-vault")).toBe("finished");
  });
});

describe("an application otherwise than asked for", async () => {
  const run = await openShared(ends);
  await run.on("create-vault");

  test.each([
    [
      "a second password",
      after("ad sp create", ({ applications: [one] }) =>
        one?.passwordCredentials.push({ ...only(one.passwordCredentials), keyId: somebody }),
      ),
      "passwords: 1 password",
    ],
    [
      "a password for ten years",
      after(
        "ad sp create",
        ({ applications: [one] }) => (only(one?.passwordCredentials ?? []).endDateTime = "2039-01-01T00:00:00Z"),
      ),
      "valid for 1 year",
    ],
    ["no note", after("rest", ({ applications: [one] }) => one && (one.notes = null)), "notes: surestep=1-"],
    [
      "a role given beside it",
      after("ad sp create", async ({ servicePrincipals, subscription }) =>
        run.run.connection.az([
          "role",
          "assignment",
          "create",
          "--role",
          "Reader",
          "--assignee-object-id",
          only(servicePrincipals).id,
          "--assignee-principal-type",
          "ServicePrincipal",
          "--scope",
          `/subscriptions/${subscription.id}`,
        ]),
      ),
      "not asked for: + role Reader",
    ],
  ])("%s", async (_, how, reason) => {
    const end = await stepWith(run, "create-service-principal", how(run));
    expect(end).toContain('"step":"create-service-principal"');
    expect(end).toContain(reason);
  });
});

describe("access beyond what was asked for, by policies", async () => {
  const run = await openShared(ends);
  await run.on("create-service-principal");
  await run.az(`keyvault secret set --vault-name ${run.run.values.textOf("vaultName")} -n bystander --value x`);

  test.each([
    [
      "all permissions instead of four",
      after(
        "keyvault set-policy",
        ({ vaults: [vault] }) => vault && (vault.accessPolicies[1] ?? only([])).permissions.secrets.splice(0, 4, "all"),
      ),
      "secrets: delete, get, list, set",
    ],
    [
      "a policy for a stranger beside it",
      after("keyvault set-policy", ({ vaults: [vault] }) =>
        vault?.accessPolicies.push({ ...only(vault.accessPolicies), objectId: somebody }),
      ),
      `not asked for: + policy for ${somebody}`,
    ],
    [
      "the vault opened to roles beside it",
      after("keyvault set-policy", ({ vaults: [vault] }) => vault && (vault.enableRbacAuthorization = true)),
      "not asked for: ~ vault",
    ],
    [
      "the application's password doubled by the way",
      after("keyvault set-policy", ({ applications: [one] }) =>
        one?.passwordCredentials.push({ ...only(one.passwordCredentials), keyId: somebody }),
      ),
      "not asked for: ~ application",
    ],
    [
      "another secret in the vault that goes along the way",
      after("keyvault set-policy", ({ vaults }) => only(vaults).secrets.pop()),
      "not asked for: - secret surestep-t000000001/bystander",
    ],
  ])("%s", async (_, how, reason) => {
    const end = await stepWith(run, "grant-access", how(run));
    expect(end).toContain('"step":"grant-access"');
    expect(end).toContain(reason);
  });

  test("exactly the four are what was asked for", async () => {
    expect(await run.on("grant-access")).toBe("finished");
  });
});

describe("access beyond what was asked for, by roles", async () => {
  const run = await openShared(ends, { access: "rbac" });
  await run.on("create-service-principal");
  const create = "role assignment create";
  const subscription = `/subscriptions/${run.state.subscription.id}`;
  const scope = (args: readonly string[]): string => args[args.indexOf("--scope") + 1] ?? "";

  test.each([
    [
      "at the subscription's scope",
      instead(create, (args) => replaced(scope(args), subscription)(args)),
      "on subscription",
    ],
    [
      "of an administrator",
      instead(create, replaced("Key Vault Secrets Officer", administrator)),
      "not asked for: + role Key Vault Administrator",
    ],
    [
      "for a second principal",
      after(create, ({ roleAssignments }) =>
        roleAssignments.push({ ...only(roleAssignments), name: somebody, principalId: somebody }),
      ),
      `not asked for: + role Key Vault Secrets Officer for ${somebody}`,
    ],
  ])("a role %s", async (_, how, reason) => {
    const end = await stepWith(run, "grant-access", how(run));
    expect(end).toContain('"step":"grant-access"');
    expect(end).toContain(reason);
  });

  test("exactly the two are what was asked for", async () => {
    expect(only(run.state.servicePrincipals).id).toBe(run.run.values.textOf("principalId"));
    expect(await run.on("grant-access")).toBe("finished");
    expect(run.state.roleAssignments.filter(({ roleId }) => roleId === officer)).toHaveLength(2);
  });
});
