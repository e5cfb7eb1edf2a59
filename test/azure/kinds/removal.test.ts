import { afterAll, expect, test } from "vitest";
import { azureKinds } from "../../../src/azure/kinds.ts";
import { compareEnds } from "../../../src/runner/resources/compare-ends.ts";
import { removalPlan, type RemovalPlan } from "../../../src/runner/resources/removal-plan.ts";
import { only } from "./cloud.ts";
import { openQuickstart } from "./quickstart.ts";

const { cloud, beginning, principalId, appId } = await openQuickstart("policy");
afterAll(cloud.close);
const { run, state, owned } = cloud;
const pristine = cloud.simulator.snapshot();
const kept = [...owned];

/** Sets the cloud back to the quickstart, done. */
function again(): void {
  Object.assign(state, structuredClone(pristine));
  owned.splice(0, owned.length, ...kept);
}

const plan = async (): Promise<RemovalPlan> => removalPlan(owned, await cloud.look(), azureKinds);
const lines = ({ removals }: RemovalPlan): string[] =>
  removals.flatMap(({ commands }) => commands.map((words) => words.join(" ")));

/** Removes in rounds, as a clean-up does. */
async function removeAll(): Promise<string[]> {
  const said: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const next = await plan();
    if (next.removals.length === 0) return said;
    for (const { commands } of next.removals) {
      for (const [, ...args] of commands) await run(args.join(" "));
    }
    said.push(...lines(next));
  }
  return [...said, "and so on"];
}

const purge = (id: string): string =>
  `az rest --method DELETE --url https://graph.microsoft.com/v1.0/directory/deletedItems/${id}`;

test("what a run made is removed from live to deleted to absent, and what hangs on it goes along", async () => {
  again();
  const application = state.applications[0]?.id ?? "";
  expect(await removeAll()).toEqual([
    `az ad app delete --id ${application}`,
    "az group delete -n my-group --yes",
    purge(principalId),
    purge(application),
    "az keyvault purge -n my-vault -l eastus",
  ]);
  const end = await cloud.look();
  expect((await plan()).gone).toHaveLength(owned.length);
  expect(compareEnds(beginning, end, owned)).toMatchObject({ isAsItWas: true, left: [], gone: [], changed: [] });
});

test("what was there before and is gone at the end is no good end, whoever removed it", async () => {
  again();
  await removeAll();
  await run("group delete -n bystander --yes");
  expect(compareEnds(beginning, await cloud.look(), owned)).toMatchObject({
    isAsItWas: false,
    gone: [{ kind: "resource-group", address: "bystander" }],
  });
});

test("a role of the run's principal at another scope goes before the principal", async () => {
  again();
  const subscription = `/subscriptions/${state.subscription.id}`;
  const before = await cloud.look();
  await run(
    `role assignment create --role Reader --assignee-object-id ${principalId} --assignee-principal-type ServicePrincipal --scope ${subscription}`,
  );
  owned.push(...cloud.judge(before, await cloud.look(), []).owns);
  expect(lines(await plan()).map((line) => line.split(" --")[0])).toEqual([
    "az role assignment delete",
    "az ad app delete",
    "az group delete -n my-group",
  ]);
});

test("an application that was renamed is removed, another one that has its name now is left and named", async () => {
  again();
  await run(`ad app update --id ${appId} --display-name renamed`);
  await run("ad app create --display-name My-App");
  const { removals, kept: left } = await plan();
  expect(removals.map(({ resource }) => resource.address)).toEqual(["renamed", "my-group"]);
  expect(left).toMatchObject([
    { resource: { kind: "application", address: "My-App" }, why: expect.stringContaining("is another") },
  ]);
});

test("a group in which somebody else has something stays, and the run's own in it goes by itself", async () => {
  again();
  const theirs = only(cloud.simulator.snapshot().vaults);
  state.vaults.push({ ...theirs, name: "their-vault", createdAt: theirs.createdAt + 60_000, secrets: [] });
  const { removals, kept: left } = await plan();
  expect(removals.map(({ commands }) => commands[0]?.join(" "))).toContain(
    "az keyvault delete -n my-vault -g my-group",
  );
  expect(left.map(({ resource, why }) => `${resource.address}: ${why}`)).toEqual([
    expect.stringMatching(/^my-group: it holds vault their-vault .*which this run did not make$/),
  ]);
});

test("a vault of the same name and place that was made anew is not the run's", async () => {
  again();
  await run("keyvault delete -n my-vault -g my-group");
  await run("keyvault purge -n my-vault -l eastus");
  cloud.clock.ahead += 5000;
  await run("keyvault create -n my-vault -g my-group -l eastus --enable-rbac-authorization false");
  const { gone, kept: left } = await plan();
  expect(gone.map(({ kind }) => kind)).toContain("vault");
  expect(left.map(({ resource }) => `${resource.kind} ${resource.address}`)).toEqual(
    expect.arrayContaining(["resource-group my-group", "vault my-vault"]),
  );
});

test("a vault with purge protection survives until its time is over", async () => {
  again();
  const vault = only(state.vaults);
  vault.enablePurgeProtection = true;
  await removeAll();
  const { survivors, removals } = await plan();
  expect([removals, survivors.map(({ resource, until }) => [resource.address, until?.slice(0, 4)])]).toEqual([
    [],
    [["my-vault", expect.stringMatching(/^\d{4}$/)]],
  ]);
  expect(compareEnds(beginning, await cloud.look(), owned)).toMatchObject({
    isAsItWas: false,
    left: [{ kind: "vault", state: "deleted" }],
  });
});

test("a secret in a vault that is not the run's is deleted and purged by itself", async () => {
  again();
  const secret = only(owned.filter(({ kind }) => kind === "secret"));
  owned.splice(0, owned.length, secret);
  expect(await removeAll()).toEqual([
    "az keyvault secret delete --vault-name my-vault --name mySecret --output none",
    "az keyvault secret purge --vault-name my-vault --name mySecret",
  ]);
});
