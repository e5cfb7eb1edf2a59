import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Script } from "node:vm";
import { expect, test } from "vitest";
import { commandsAsWritten } from "../../src/article/compare/commands-as-written.ts";
import { readArticle } from "../../src/article/read-article.ts";
import { platforms } from "../../src/cli/session/platforms.ts";
import { loadTutorial } from "../../src/tutorial/load.ts";

const tutorial = await loadTutorial(resolve("tutorial.yaml"), platforms);
const path = "article/quick-create-node-2019.md";
const text = readFileSync(path, "utf8");

test("the article of 2019 gives each step its commands to the letter, with their lines", async () => {
  const steps = await commandsAsWritten(await readArticle(text, { path }), tutorial);
  expect(steps.map(({ step, commands }) => [step, ...commands.map((each) => [each.articleLine, each.line])])).toEqual([
    ["install-packages", [42, "npm install @azure/keyvault-secrets"], [48, "npm install @azure/identity"]],
    [
      "create-vault",
      [59, 'az group create --name "myResourceGroup" -l "EastUS"'],
      [61, 'az keyvault create --name ${vaultName} -g "myResourceGroup"'],
    ],
    ["create-service-principal", [71, 'az ad sp create-for-rbac -n "http://mySP" --sdk-auth']],
    [
      "grant-access",
      [
        97,
        "az keyvault set-policy -n ${vaultName} --spn ${clientId} --secret-permissions delete get list set --key-permissions create decrypt delete encrypt get list unwrapKey wrapKey",
      ],
    ],
    [
      "export-environment",
      [107, "export AZURE_CLIENT_ID=${clientId}"],
      [109, "export AZURE_CLIENT_SECRET=${clientSecret}"],
      [111, "export AZURE_TENANT_ID=${tenantId}"],
      [113, "export KEY_VAULT_NAME=${vaultName}"],
    ],
    [
      "set-secret",
      [undefined, "export SECRET_NAME=mySecret"],
      [undefined, "export SECRET_VALUE=${secretValue}"],
      [152, "node set-secret.js"],
      [158, "az keyvault secret show --vault-name ${vaultName} --name mySecret"],
    ],
    ["get-secret", [166, "node get-secret.js"]],
    [
      "delete-secret",
      [176, "node delete-secret.js"],
      [182, "az keyvault secret show --vault-name ${vaultName} --name mySecret"],
    ],
    ["run-app", [250, "node run-app.js"]],
    ["clean-up", [190, 'az group delete -g "myResourceGroup"']],
  ]);
  expect(steps.flatMap(({ refused }) => refused)).toEqual([]);
});

test("what a command needs beside its words comes from the tutorial", async () => {
  const steps = await commandsAsWritten(await readArticle(text, { path }), tutorial);
  const find = (id: string, start: string) =>
    steps.find(({ step }) => step === id)?.commands.find(({ line }) => line.startsWith(start));
  expect(find("create-service-principal", "az")?.capture).toHaveProperty("clientSecret.secret", true);
  expect(find("clean-up", "az")?.answer).toBe("y");
  expect(find("delete-secret", "az")?.exitCode).toBe(3);
  expect(find("set-secret", "az")?.exitCode).toBeUndefined();
});

test("the complete program is the article's to the letter; snippets become one with what stands before them", async () => {
  const steps = await commandsAsWritten(await readArticle(text, { path }), tutorial);
  const programOf = (id: string) => steps.find(({ step }) => step === id)?.program;
  const article = text.split("\n").slice(199, 250).join("\n");
  expect(programOf("run-app")).toBe(`${article}\n`);
  const snippet = programOf("delete-secret");
  expect(snippet).toMatch(
    /require\("@azure\/identity"\)[\s\S]*new SecretClient[\s\S]*beginDeleteSecret\(secretName\)\n/,
  );
  expect(snippet).toContain('const secretName = process.env["SECRET_NAME"];');
  expect(snippet).not.toContain("setSecret");
  // Each is a CommonJS program, as `node <step>.js` runs it.
  const programs = steps.flatMap(({ program }) => program ?? []);
  for (const program of programs) expect(() => new Script(program)).not.toThrow();
});

test("a command that a tutorial may not run is said, with its line", async () => {
  const edited = text.replace(
    'az group delete -g "myResourceGroup"',
    'az group delete -g "myResourceGroup" | tee log.txt',
  );
  const steps = await commandsAsWritten(await readArticle(edited, { path }), tutorial);
  expect(steps.at(-1)).toMatchObject({ step: "clean-up", commands: [], refused: [{ line: 190 }] });
});
