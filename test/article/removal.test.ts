import { resolve } from "node:path";
import { expect, test } from "vitest";
import { removalCommands, removalsOf } from "../../src/article/removal.ts";
import { platforms } from "../../src/cli/session/platforms.ts";
import type { Declaration } from "../../src/tutorial/declaration.ts";
import { loadTutorial } from "../../src/tutorial/load.ts";
import type { Tutorial } from "../../src/tutorial/tutorial.ts";

const { kinds } = platforms.azure;
const shipped = await loadTutorial(resolve("tutorial.yaml"), platforms);

/** The shipped tutorial, whose first step makes this and whose others make nothing. */
function making(...makes: Partial<Declaration>[]): Tutorial {
  const whole = makes.map((each): Declaration =>
    Object.assign({ kind: "", named: "", properties: {}, when: {} }, each),
  );
  const steps = shipped.steps.map((step, index) => Object.assign({}, step, { makes: index === 0 ? whole : [] }));
  return { ...shipped, steps };
}

function commandsFor(tutorial: Tutorial): string[] {
  return removalCommands(removalsOf(tutorial, kinds), kinds).map((words) => words.join(" "));
}

test("what the shipped tutorial makes is removed by few commands: the rest goes with its group, vault and application", () => {
  const deletedItem = "az rest --method DELETE --url https://graph.microsoft.com/v1.0/directory/deletedItems";
  expect(commandsFor(shipped)).toEqual([
    "az ad app delete --id ${applicationId}",
    "az group delete -n ${resourceGroup} --yes",
    `${deletedItem}/\${principalId}`,
    `${deletedItem}/\${applicationId}`,
    "az keyvault purge -n ${vaultName} -l ${location}",
  ]);
});

test("what hangs on something that the tutorial does not make is removed by itself", () => {
  const vault = { kind: "vault", named: "${vaultName}", properties: { resourceGroup: "shared", location: "eastus" } };
  expect(commandsFor(making(vault))).toEqual([
    "az keyvault delete -n ${vaultName} -g shared",
    "az keyvault purge -n ${vaultName} -l eastus",
  ]);
  expect(commandsFor(making({ kind: "secret", named: "shared/mySecret" }))).toEqual([
    "az keyvault secret delete --vault-name shared --name mySecret --output none",
    "az keyvault secret purge --vault-name shared --name mySecret",
  ]);
});

test("what a step leaves deleted is purged alone, and what survives by declaration is left", () => {
  const secret = { kind: "secret", named: "shared/mySecret" };
  expect(commandsFor(making({ ...secret, state: "deleted" }))).toEqual([
    "az keyvault secret purge --vault-name shared --name mySecret",
  ]);
  expect(commandsFor(making({ ...secret, survives: { until: "tomorrow", why: "it may" } }))).toEqual([]);
});

test("two of a kind whose ID a service makes up have a name for it each", () => {
  const tutorial = making({ kind: "application", named: "one" }, { kind: "application", named: "two" });
  expect(removalsOf(tutorial, kinds).map(({ idName }) => idName)).toEqual(["applicationId", "applicationId2"]);
});

test("one thing that two declarations name, each for its own condition, is removed once", () => {
  const group = { kind: "resource-group", named: "g" };
  const twice = making({ ...group, when: { access: "policy" } }, { ...group, when: { access: "rbac" } });
  expect(commandsFor(twice)).toEqual(["az group delete -n g --yes"]);
});
