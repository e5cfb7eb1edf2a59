import { afterAll, describe, expect, test } from "vitest";
import { only, words, wrong } from "./cloud.ts";
import { declarationsOf, makeVault, openQuickstart } from "./quickstart.ts";

const secretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
const somebody = "20000000-0000-4000-8000-000000000001";

describe("with access policies", async () => {
  const { cloud, beginning, principalId, appId, asked } = await openQuickstart("policy");
  afterAll(cloud.close);
  const { run, state, trying, judge } = cloud;

  test("what was asked for is there, and all of it is owned", () => {
    expect(cloud.owned.map(({ kind }) => kind).toSorted()).toEqual([
      "access-policy",
      "access-policy",
      "application",
      "resource-group",
      "secret",
      "service-principal",
      "vault",
    ]);
  });

  test("nothing is wrong while nothing changes", async () => {
    const { before, after } = await trying(() => {});
    expect(words(before, after)).toEqual([]);
    expect(wrong(judge(before, after, asked))).toEqual([]);
  });

  test.each([
    [
      "a vault that uses roles",
      "my-vault",
      () => (only(state.vaults).enableRbacAuthorization = true),
      /: access: policy, not access: rbac$/,
    ],
    [
      "90 days of retention",
      "my-vault",
      () => (only(state.vaults).softDeleteRetentionInDays = 90),
      /: retention: 7 days, not retention: 90 days$/,
    ],
    [
      "another region",
      "my-vault",
      () => (only(state.vaults).location = "westus"),
      /: location: eastus, not location: westus$/,
    ],
    [
      "purge protection",
      "my-vault",
      () => (only(state.vaults).enablePurgeProtection = true),
      /: purge protection: false, not purge protection: true$/,
    ],
    [
      "a firewall",
      "my-vault",
      () => (only(state.vaults).publicNetworkAccess = "Disabled"),
      /: network: open, not network: public=false otherwise=Allow bypass=AzureServices addresses=none subnets=none$/,
    ],
    [
      "a group without its tag",
      "my-group",
      () => (only(state.resourceGroups.filter(({ name }) => name === "my-group")).tags = null),
      /: tags: surestep=1-t000000001-[0-9a-f]{4}, not tags: none$/,
    ],
    [
      "an expired secret",
      "my-vault/mySecret",
      () => (only(only(only(state.vaults).secrets).versions).expires = 1_000_000_000),
      /: expires: none, not expires: 2001-09-09T01:46:40Z$/,
    ],
    [
      "a disabled secret",
      "my-vault/mySecret",
      () => (only(only(only(state.vaults).secrets).versions).enabled = false),
      /: versions: 1 version, enabled: true, not versions: .* enabled=false .*, enabled: false$/,
    ],
    [
      "a second password",
      "my-app",
      () =>
        run(
          `rest --method POST --url https://graph.microsoft.com/v1.0/applications/${only(state.applications).id}/addPassword --body {}`,
        ),
      /: passwords: 1 password, valid for 1 year, not passwords: keyId=.*, keyId=/,
    ],
    [
      "a password for ten years",
      "my-app",
      () => (only(only(state.applications).passwordCredentials).endDateTime = "2036-11-24T00:00:00Z"),
      /: passwords: 1 password, valid for 1 year, not passwords: .*until=2036/,
    ],
  ])("%s is not as asked", async (_, address, change, expected) => {
    // Held against the beginning: what is usual of a new one is expected of it then.
    const { after } = await trying(change);
    const found = wrong(judge(beginning, after, asked)).filter((line) => line.includes(`${address}: `));
    expect(found).toEqual([expect.stringMatching(expected)]);
  });

  test("all secret permissions are more than the four that were asked for", async () => {
    const { before, after } = await trying(() =>
      run(`keyvault set-policy -n my-vault --object-id ${principalId} --secret-permissions all`),
    );
    expect(wrong(judge(before, after, asked))).toEqual([
      `access policy my-vault/${principalId}: secrets: delete, get, list, set, not secrets: all`,
    ]);
  });

  test("a stranger's policy in the run's vault was not asked for", async () => {
    const { before, after } = await trying(() => {
      const policies = only(state.vaults).accessPolicies;
      policies.push({ ...only(policies), objectId: somebody });
    });
    expect(wrong(judge(before, after, asked))).toEqual([
      expect.stringContaining(`not asked for: + policy for ${somebody} in vault my-vault`),
    ]);
  });

  test("a new version of the run's secret was not asked for", async () => {
    const { before, after } = await trying(() =>
      run("keyvault secret set --vault-name my-vault -n mySecret --value y"),
    );
    expect(wrong(judge(beginning, after, asked))).toEqual([
      expect.stringMatching(/^secret my-vault\/mySecret: versions: 1 version/),
    ]);
    expect(wrong(judge(before, after, []))).toEqual([
      expect.stringMatching(/^not asked for: ~ secret my-vault\/mySecret: versions/),
    ]);
  });

  test("another secret in the run's vault that goes is missed", async () => {
    await run("keyvault secret set --vault-name my-vault -n bystander --value x");
    const { before, after } = await trying(() => run("keyvault secret delete --vault-name my-vault -n bystander"));
    expect(wrong(judge(before, after, asked))).toEqual([
      expect.stringMatching(/^not asked for: - secret my-vault\/bystander, can be recovered until \d{4}/),
    ]);
    const removal = cloud.declared({ removes: [{ secret: "my-vault/bystander" }] });
    expect(wrong(judge(before, after, [...asked, ...removal]))).toEqual([]);
  });

  test("a bystander's group that goes is told, and fails where nobody else is there", async () => {
    const { before, after } = await trying(() => run("group delete -n bystander --yes"));
    expect(words(before, after)).toEqual(["- resource group bystander (westus)"]);
    const judged = judge(before, after, asked);
    expect([wrong(judged), judged.others.gone.map(({ address }) => address)]).toEqual([[], ["bystander"]]);
    expect(wrong(judge(before, after, asked, true))).toEqual([
      expect.stringMatching(/^not asked for: - resource group bystander/),
    ]);
  });

  test("an application that the person registers meanwhile fails the step, but is not the run's to remove", async () => {
    const { before, after } = await trying(() => run("ad app create --display-name other"));
    const judged = judge(before, after, asked);
    expect(wrong(judged)).toEqual([expect.stringMatching(/^not asked for: \+ application other/)]);
    expect([judged.owns, judged.unclear.map(({ address }) => address)]).toEqual([[], ["other"]]);
  });

  test("an application of the same name in another case, of somebody else, is told and stays theirs", async () => {
    const { before, after } = await trying(async () => {
      await run("ad app create --display-name MY-APP");
      const theirs = only(state.applications.filter(({ displayName }) => displayName === "MY-APP"));
      theirs.owners = [somebody];
    });
    const judged = judge(before, after, asked);
    expect([wrong(judged), judged.owns]).toEqual([[], []]);
    expect(judged.others.made.map(({ address }) => address)).toEqual(["MY-APP"]);
  });

  test("an application that was renamed is still known, and that it was", async () => {
    const { before, after } = await trying(() => run(`ad app update --id ${appId} --display-name renamed`));
    expect(words(before, after)).toEqual(
      expect.arrayContaining(["~ application renamed: display name my-app → renamed"]),
    );
  });

  test("a role for the run's principal is the run's, at whatever scope", async () => {
    const subscription = `/subscriptions/${state.subscription.id}`;
    const { before, after } = await trying(() =>
      run(
        `role assignment create --role ${secretsOfficer} --assignee-object-id ${principalId} --assignee-principal-type ServicePrincipal --scope ${subscription}`,
      ),
    );
    const judged = judge(before, after, asked);
    expect(wrong(judged)).toEqual([
      expect.stringContaining(`not asked for: + role Key Vault Secrets Officer for ${principalId} on subscription`),
    ]);
    expect(judged.owns.map(({ kind }) => kind)).toEqual(["role-assignment"]);
  });
});

test("a vault that az made otherwise than declared fails by each property", async () => {
  const { cloud } = await openQuickstart("policy");
  try {
    await cloud.run("keyvault delete -n my-vault -g my-group");
    await cloud.run("keyvault purge -n my-vault -l eastus");
    cloud.owned.length = 0;
    const before = await cloud.look();
    await cloud.run(makeVault("rbac", "--retention-days 90", "westus"));
    const [, vault] = declarationsOf("policy", "nobody");
    const judged = cloud.judge(
      before,
      await cloud.look(),
      cloud.declared({ makes: vault === undefined ? [] : [vault] }),
    );
    expect(wrong(judged)).toEqual([
      "vault my-vault: retention: 7 days, access: policy, location: eastus, not retention: 90 days, access: rbac, location: westus",
    ]);
  } finally {
    await cloud.close();
  }
});
