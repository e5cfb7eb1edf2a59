import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { azureKinds } from "../../../src/azure/kinds.ts";
import { createReads, type Reads } from "../../../src/azure/kinds/reads.ts";
import { localKinds } from "../../../src/local/kinds.ts";
import type { LocalContext } from "../../../src/local/kinds/file.ts";
import { compareEnds } from "../../../src/runner/resources/compare-ends.ts";
import { differenceOf } from "../../../src/runner/resources/difference.ts";
import { addressesOf, takeInventory, type Inventory } from "../../../src/runner/resources/inventory.ts";
import { judgeDifference } from "../../../src/runner/resources/judge.ts";
import { removalPlan } from "../../../src/runner/resources/removal-plan.ts";
import { declarationsSchema, fillDeclaration, type Declared, type Verb } from "../../../src/tutorial/declaration.ts";
import { formatMark } from "../../../src/tutorial/mark.ts";
import type { Kind, Resource } from "../../../src/tutorial/resource.ts";
import { openCloud, runId, wrong } from "./cloud.ts";

const steps: Record<string, Partial<Record<Verb, unknown[]>>> = parse(
  readFileSync(resolve("test/azure/kinds/quickstart.yaml"), "utf8"),
);

/** A tutorial that makes things in Azure and on this machine reads with both platforms' kinds. */
const kinds: readonly Kind<Reads & LocalContext>[] = [...azureKinds, ...localKinds];
const schema = declarationsSchema(kinds);

describe.each(["policy", "rbac"] as const)("with access by %s", async (access) => {
  const cloud = await openCloud();
  const folder = mkdtempSync(join(tmpdir(), "surestep-shipped-"));
  const project = join(folder, "project");
  mkdirSync(project);
  afterAll(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true });
  });
  const { run, state, azure } = cloud;
  const values: Record<string, string> = {
    ...{ access, location: "eastus", mark: formatMark(runId), userId: state.user.id },
    ...{
      resourceGroup: "g",
      vaultName: "my-vault",
      applicationName: "app",
      secretName: "mySecret",
      appSecretName: "own",
    },
    ...{ secretsPackage: "@azure/keyvault-secrets@4.12.0", identityPackage: "@azure/identity" },
    environmentFile: join(folder, "environment"),
  };
  const [begin, owned]: [() => Reads, Resource[]] = [createReads(azure), []];

  /** The declarations of some steps, as far as their values are known. */
  const declaredBy = (...ids: string[]): Declared[] =>
    ids.flatMap((id) =>
      (["makes", "changes", "removes"] as const).flatMap((verb) =>
        schema.parse(steps[id]?.[verb] ?? []).flatMap((each) => fillDeclaration(kinds, verb, each, valueOf) ?? []),
      ),
    );
  const valueOf = (name: string): string => values[name] ?? "not known yet";
  const look = (): Promise<Inventory> => {
    const around = { addresses: addressesOf(declaredBy(...Object.keys(steps))), owned, since: cloud.since };
    return takeInventory(kinds, { ...begin(), project }, around, Date.now());
  };
  const set = async (name: string): Promise<void> => {
    await (await azure.secrets("https://my-vault.vault.azure.net/")).setSecret(name, "x");
  };
  const remove = async (name: string): Promise<void> => {
    await run(`keyvault secret delete --vault-name my-vault -n ${name}`);
  };
  const write = (name: string, text = "x"): void => writeFileSync(join(project, name), text);
  const assign = (id = "", type = "User"): Promise<string> =>
    run(
      `role assignment create --role b86a8fe4-44ce-4948-aee5-eccb2c155cd7 --assignee-object-id ${id} --assignee-principal-type ${type} --scope ${values["vaultId"]}`,
    );

  /** What each step does, by its own commands or, for its programs, by the same requests. */
  const deeds: Record<string, () => Promise<unknown>> = {
    async "install-packages"() {
      for (const name of ["@azure/keyvault-secrets", "@azure/identity"]) {
        mkdirSync(join(project, "node_modules", name), { recursive: true });
        write(join("node_modules", name, "package.json"), '{"version":"4.12.0"}');
      }
      write("package.json", '{"dependencies":{"@azure/keyvault-secrets":"^4","@azure/identity":"^4"}}');
      write("package-lock.json");
    },
    async "create-vault"() {
      await run(`group create -n g -l eastus --tags surestep=${values["mark"]}`);
      const flags = `--enable-rbac-authorization ${access === "rbac"} --retention-days 7 --tags surestep=${values["mark"]}`;
      await run(`keyvault create -n my-vault -g g -l eastus ${flags}`);
    },
    async "create-service-principal"() {
      const { appId } = JSON.parse(await run("ad sp create-for-rbac -n app"));
      const url = `https://graph.microsoft.com/v1.0/applications(appId='${appId}')`;
      await run(`rest --method PATCH --url ${url} --body {"notes":"surestep=${values["mark"]}"}`);
    },
    async "grant-access"() {
      const id = values["principalId"];
      const permissions =
        "--secret-permissions delete get list set --key-permissions create decrypt delete encrypt get list unwrapKey wrapKey";
      if (access === "policy") return run(`keyvault set-policy -n my-vault --object-id ${id} ${permissions}`);
      await assign(id, "ServicePrincipal");
      return assign(values["userId"]);
    },
    "export-environment": async () => writeFileSync(valueOf("environmentFile"), "x", { mode: 0o600 }),
    async "set-secret"() {
      write("set-secret.js");
      await set("mySecret");
    },
    "get-secret": async () => write("get-secret.js"),
    async "delete-secret"() {
      write("delete-secret.js");
      await remove("mySecret");
    },
    async "run-app"() {
      write("run-app.js");
      await set("own");
      await remove("own");
    },
  };

  test("each step is red before and exactly as declared after, and all of it can be removed", async () => {
    await run("group create -n bystander -l westus");
    const beginning = await look();
    let before = beginning;
    for (const [id, carryOut] of Object.entries(deeds)) {
      const evidence = { kinds, runId, owned, signedIn: [state.user.id, state.user.userPrincipalName], isAlone: false };
      const asked = declaredBy(id);
      const red = judgeDifference(differenceOf(before, before), asked, { ...evidence, before, after: before });
      expect([id, red.checks.filter(({ ok }) => ok)]).toEqual([id, []]);
      await carryOut();
      const after = await look();
      const judged = judgeDifference(differenceOf(before, after), declaredBy(id), { ...evidence, before, after });
      expect([id, wrong(judged), judged.unclear]).toEqual([id, [], []]);
      owned.push(...judged.owns);
      Object.assign(values, judged.values);
      before = after;
    }
    for (let round = 0; round < 3; round += 1) {
      const { removals, kept } = removalPlan(owned, await look(), kinds);
      expect(kept).toEqual([]);
      for (const [program, ...args] of removals.flatMap(({ commands }) => commands)) {
        if (program === "az") await run(args.join(" "));
        else if (program === "rm") rmSync(args.at(-1) ?? "", { recursive: true });
        else rmSync(join(project, "node_modules", args.at(-1) ?? ""), { recursive: true });
      }
    }
    expect(compareEnds(beginning, await look(), owned)).toMatchObject({
      isAsItWas: true,
      left: [],
      gone: [],
      changed: [],
    });
  });
});
