import { afterAll, describe, expect, test } from "vitest";
import { groupOf, namesOf, only, openShared, refused, somebody } from "./shared-cloud.ts";

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

const readersVault =
  "keyvault create -n readers-vault -g readers-group -l westus --enable-rbac-authorization false --retention-days 7";

test("the article on trial leaves a myResourceGroup alone that the reader made, with all in it, and clean-up too", async () => {
  const run = await openShared(ends, { asWritten: true });
  await run.az("group create -n myResourceGroup -l westus");
  await run.az(readersVault.replace("readers-group", "myResourceGroup"));
  const end = await run.on();
  expect(end).toMatch(
    /There is a resource group myResourceGroup \(westus\), made .* already, and this run did not make it/,
  );
  expect(end).toContain("--set resourceGroup=");
  await run.cleanUp();
  expect([namesOf(run.state.resourceGroups), namesOf(run.state.vaults)]).toEqual([
    ["myResourceGroup"],
    ["readers-vault"],
  ]);
  expect(run.run.journal.entries.filter(({ type }) => type === "removing")).toEqual([]);
});

test("a group that somebody makes after the run's own create was refused is theirs: neither used nor deleted", async () => {
  const first = await openShared(ends);
  first.meddle((line, moment) =>
    moment === "before" && line.startsWith("group create")
      ? refused(
          "ERROR: (AuthorizationFailed) The client does not have authorization to perform action.\nCode: AuthorizationFailed\n",
        )
      : undefined,
  );
  expect(await first.on("create-vault")).toContain("AuthorizationFailed");
  const name = first.run.values.textOf("resourceGroup");
  first.state.resourceGroups.push(groupOf(name));
  const second = await first.again();
  expect(await second.on("create-vault")).toContain(`There is a resource group ${name}`);
  await second.cleanUp();
  expect(namesOf(second.state.resourceGroups)).toEqual([name]);
  const { compared } = second.run.journal.progress;
  expect(compared?.apart.join()).toContain(name);
});

test("a vault of the reader's own is refused before anything is made, and after the reader's own delete it is not purged", async () => {
  const run = await openShared(ends, { set: { vaultName: "readers-vault" } });
  await run.az("group create -n readers-group -l westus");
  await run.az(readersVault);
  const end = await run.on("create-vault");
  expect(end).toMatch(/There is a vault readers-vault \(westus, access policies, 7 days\), made .* already/);
  expect(end).toContain("--set vaultName=");
  expect(namesOf(run.state.resourceGroups)).toEqual(["readers-group"]);
  await run.az("keyvault delete -n readers-vault");
  const deleted = await run.on("create-vault");
  expect(deleted).toContain("It is deleted, but keeps its name until it is purged.");
  expect(await run.cleanUp()).toBe("done");
  expect(run.state.deletedVaults.map(({ vault }) => vault.name)).toEqual(["readers-vault"]);
});

describe("an application of the run's name", () => {
  test("that somebody else made before, in another case, is in the way, and stays", async () => {
    const run = await openShared(ends, { set: { applicationName: "my-app" } });
    await run.az("ad app create --display-name MY-APP");
    const theirs = only(run.state.applications);
    theirs.owners = [somebody];
    const end = await run.on("create-service-principal");
    expect(end).toMatch(/There is an application MY-APP.* already/);
    expect(end).toContain("--set applicationName=");
    await run.cleanUp();
    expect([namesOf(run.state.applications), run.state.deletedItems]).toEqual([["MY-APP"], []]);
    expect(only(run.state.applications).passwordCredentials).toEqual([]);
  });

  test("that somebody else makes meanwhile stays, and the run's own goes, whatever it is called by then, its deleted form too", async () => {
    const run = await openShared(ends, { set: { applicationName: "my-app" } });
    expect(await run.on("create-service-principal")).toBe("finished");
    const own = only(run.state.applications).id;
    await run.az(`ad app update --id ${own} --display-name renamed`);
    await run.az("ad app create --display-name My-App");
    const theirs = only(run.state.applications.filter(({ id }) => id !== own));
    theirs.owners = [somebody];
    expect(await run.cleanUp()).toBe("done");
    expect(run.state.applications.map(({ id }) => id)).toEqual([theirs.id]);
    expect([run.state.servicePrincipals, run.state.deletedItems]).toEqual([[], []]);
    expect(run.run.journal.progress.compared?.apart.join()).toContain("My-App");
  });
});
