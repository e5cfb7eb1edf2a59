import { afterAll, describe, expect, test } from "vitest";
import { ofKind, openCloud, wrong } from "./cloud.ts";
import { findSecret, listAccess } from "../../../src/azure/vault-secret.ts";
import { formatMark } from "../../../src/tutorial/mark.ts";

const cloud = await openCloud();
afterAll(cloud.close);
const { run, state, trying } = cloud;

const group = `group create -n my-group -l eastus --tags surestep=${formatMark("t000000001")} team=a`;
const vault = "keyvault create -n my-vault -g my-group -l eastus --enable-rbac-authorization false --retention-days 7";

/** What a kind sees after these commands. */
async function after(kind: string, ...lines: string[]) {
  const { after: seen } = await trying(async () => {
    for (const line of lines) await run(line);
  });
  return ofKind(seen, kind);
}

/** The requests that a look costs, tokens apart, which are kept. */
async function requestsOfLook(): Promise<number> {
  const before = cloud.requests.length;
  await cloud.look();
  return cloud.requests.slice(before).filter(({ host }) => !host.startsWith("login.")).length;
}

test("an inventory costs nine requests in an empty cloud, and four more for a group and a vault with the declared secret", async () => {
  const empty = cloud.simulator.snapshot();
  expect(await requestsOfLook()).toBe(9);
  await run(group);
  await run(vault);
  await run("keyvault secret set --vault-name my-vault -n mySecret --value a");
  // The first look into a vault asks it whom it trusts.
  expect(await requestsOfLook()).toBe(14);
  expect(await requestsOfLook()).toBe(13);
  Object.assign(state, empty);
});

test("a vault is asked once whom it trusts, whoever of the signed-in user's code wants something of it", async () => {
  const place = { resourceGroup: "my-group", vaultName: "another-vault", secretName: "mySecret" };
  await trying(async () => {
    await run(group);
    await run(vault.replace("my-vault", place.vaultName));
    await run(`keyvault secret set --vault-name ${place.vaultName} -n mySecret --value a`);
    const before = cloud.requests.length;
    expect(await listAccess(cloud.azure, place)).toBe("allowed");
    expect(await findSecret(cloud.azure, place)).toMatchObject({ value: "a" });
    const asked = cloud.requests.slice(before).filter(({ host }) => host.startsWith(place.vaultName));
    expect(asked.map(({ status }) => status)).toEqual([401, 200, 200]);
  });
});

describe("what is not there is in no list that was read to its end", () => {
  test("an empty cloud has nothing, and nothing in it is unread", async () => {
    expect(await cloud.look()).toMatchObject({ resources: [], unread: [] });
  });

  test.each([
    ["resource-group", [group, "group delete -n my-group --yes"]],
    ["vault", [group, vault, "keyvault delete -n my-vault", "keyvault purge -n my-vault"]],
    ["access-policy", [group, vault, "keyvault delete -n my-vault"]],
  ])("a %s that was removed for good is absent", async (kind, lines) => {
    expect(await after(kind, ...lines)).toEqual([]);
  });
});

describe("what is there is read with all that can be declared", () => {
  test("a resource group, told apart by the time it was made, with the run that marked it", async () => {
    const [found] = await after("resource-group", group);
    expect(found).toMatchObject({
      ...{ address: "my-group", state: "live", runId: "t000000001" },
      identity: expect.stringMatching(/^\/subscriptions\/.*\/resourcegroups\/my-group@\d{4}-.*Z$/),
      properties: { location: "eastus", tags: { team: "a" } },
    });
  });

  test("a live vault, and its deleted form with the time at which it is purged", async () => {
    expect(await after("vault", group, vault)).toMatchObject([
      {
        ...{ address: "my-vault", state: "live", createdBy: state.user.userPrincipalName },
        goesWith: expect.stringContaining("/resourcegroups/my-group@"),
        properties: { access: "policy", retention: "7 days", purgeProtection: false, sku: "standard", network: "open" },
      },
    ]);
    expect(await after("vault", group, vault, "keyvault delete -n my-vault")).toMatchObject([
      { address: "my-vault", state: "deleted", until: expect.stringMatching(/^\d{4}-.*Z$/) },
    ]);
  });

  test("a live application with its credentials, the person who registered it, and its deleted form of the same identity", async () => {
    const make = "ad sp create-for-rbac -n my-app";
    const [live] = await after("application", make);
    expect(live).toMatchObject({
      ...{ address: "my-app", state: "live", createdBy: state.user.id },
      properties: {
        passwords: [{ keyId: expect.any(String), until: expect.stringMatching(/Z$/) }],
        audience: "AzureADMyOrg",
      },
    });
    expect(JSON.stringify(live)).not.toContain("8Q~");
    const { after: seen } = await trying(async () => {
      const { appId } = JSON.parse(await run(make));
      await run(`ad app delete --id ${appId}`);
    });
    const [application] = ofKind(seen, "application");
    expect(application).toMatchObject({ state: "deleted", until: expect.any(String) });
    expect(ofKind(seen, "service-principal")).toMatchObject([{ state: "deleted", goesWith: application?.identity }]);
  });

  test("a live secret by its versions, its deleted form by its newest one", async () => {
    const set = "keyvault secret set --vault-name my-vault -n mySecret --value";
    const [live] = await after("secret", group, vault, `${set} a --expires 2030-01-01T00:00:00Z`, `${set} b`);
    expect(live).toMatchObject({
      ...{ address: "my-vault/mySecret", state: "live" },
      properties: { enabled: true, versions: [{ enabled: true }, { enabled: true }] },
    });
    const gone = await after(
      "secret",
      group,
      vault,
      `${set} a`,
      "keyvault secret delete --vault-name my-vault -n mySecret",
    );
    expect(gone).toMatchObject([
      { state: "deleted", properties: { canBePurged: true, newestVersion: expect.any(String) } },
    ]);
    const purged = "keyvault secret purge --vault-name my-vault -n mySecret";
    const lines = [group, vault, `${set} a`, "keyvault secret delete --vault-name my-vault -n mySecret", purged];
    expect(await after("secret", ...lines)).toEqual([]);
  });

  test("a role at any scope, in the words of a declaration", async () => {
    const assign = `role assignment create --role Reader --assignee-object-id ${state.user.id} --assignee-principal-type User`;
    const scope = `/subscriptions/${state.subscription.id}`;
    const found = await after(
      "role-assignment",
      group,
      `${assign} --scope ${scope}`,
      `${assign} --scope ${scope}/resourceGroups/my-group`,
    );
    expect(found.map(({ address }) => address)).toEqual([
      `Reader for ${state.user.id} on subscription`,
      `Reader for ${state.user.id} on resource group my-group`,
    ]);
    expect(found[0]).toMatchObject({ createdBy: state.user.id, belongsTo: state.user.id });
  });
});

describe("what may not be read is told with what it takes", () => {
  test("a vault whose secrets the person may not list", async () => {
    const { after: seen } = await trying(async () => {
      await run(group);
      await run(vault.replace("false", "true"));
    });
    expect(seen.unread).toEqual([
      {
        ...{ kind: "secret", what: "the secrets of the vault my-vault" },
        needs: expect.stringContaining("a role such as Key Vault Reader"),
        within: ofKind(seen, "vault")[0]?.identity,
      },
    ]);
  });

  test("an identity without any right on the subscription, for each kind; what is declared is unknown, not missing", async () => {
    const stranger = await cloud.lookAsStranger();
    expect([stranger.resources, stranger.unread.map(({ kind }) => kind).toSorted()]).toEqual([
      [],
      ["access-policy", "application", "resource-group", "role-assignment", "service-principal", "vault", "vault"],
    ]);
    expect(stranger.unread.every(({ needs }) => needs !== "")).toBe(true);
    const asked = cloud.declared({ makes: [{ vault: "my-vault" }] });
    expect(wrong(cloud.judge(stranger, stranger, asked))).toEqual([
      "vault my-vault: there, not unknown: to see the subscription's vaults takes the role Reader on the subscription",
    ]);
  });
});

test("an answer that is neither a list nor a refusal is none: the look fails", async () => {
  const { subscription } = state;
  state.subscription = { ...subscription, id: "30000000-0000-4000-8000-000000000001" };
  await expect(cloud.look()).rejects.toThrow(/answered 404|could not be found/);
  Object.assign(state, { subscription });
});
