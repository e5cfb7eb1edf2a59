import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Article } from "../../../src/article/article.ts";
import { compareArticle } from "../../../src/article/compare/compare-article.ts";
import { importArticle } from "../../../src/article/import/import-article.ts";
import { readArticle } from "../../../src/article/read-article.ts";
import { platforms } from "../../../src/cli/session/platforms.ts";
import { loadTutorial } from "../../../src/tutorial/load.ts";
import type { Tutorial } from "../../../src/tutorial/tutorial.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "draft-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function importInto(article: Article): Promise<{ tutorial: Tutorial; decisions: readonly string[] }> {
  const { files, decisions } = await importArticle(article, "https://example.com/article");
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { tutorial: await loadTutorial(join(folder, "tutorial.yaml"), platforms), decisions };
}

describe("the article of 2019", () => {
  const path = "article/quick-create-node-2019.md";

  test("becomes a tutorial that loads, and that covers the article", async () => {
    const article = await readArticle(readFileSync(path, "utf8"), { path });
    const { tutorial } = await importInto(article);
    const seen = await readArticle(readFileSync(join(folder, tutorial.article.seen ?? ""), "utf8"), { path });
    const comparison = await compareArticle(article, seen, tutorial, platforms.azure.kinds);
    expect(comparison).toMatchObject({ ok: true, coverage: { total: 20, covered: 18, differs: 2 } });
    expect(tutorial.steps.map(({ id }) => id)).toEqual([
      "install-the-package",
      "create-a-resource-group-and-key-vault",
      "create-a-service-principal",
      "give-the-service-principal-access-to",
      "set-environmental-variables",
      "save-a-secret",
      "retrieve-a-secret",
      "delete-a-secret",
      "sample-code",
      "clean-up-resources",
    ]);
  });

  test("has inputs for its fixed names, captures for what is printed, and one value for each thing", async () => {
    const { tutorial, decisions } = await importInto(await readArticle(readFileSync(path, "utf8"), { path }));
    expect(tutorial.inputs["resourceGroup"]).toMatchObject({ asWritten: "myResourceGroup" });
    expect(tutorial.article.placeholders).toMatchObject({
      "your-unique-keyvault-name": "${keyvaultName}",
      "your-key-vault-name": "${keyvaultName}",
      "clientId-of-your-service-principal": "${clientId}",
      "your-clientSecret": "${clientSecret}",
    });
    const create = tutorial.steps.find(({ id }) => id === "create-a-service-principal");
    expect(create?.run[0]?.capture["clientSecret"]).toMatchObject({ json: ["clientSecret", "password"], secret: true });
    const save = tutorial.steps.find(({ id }) => id === "save-a-secret");
    expect(save?.run.map(({ words }) => words.slice(0, 2).join(" "))).toEqual([
      "export SECRET_NAME=${secretName}",
      "export SECRET_VALUE=${secretValue}",
      "node save-a-secret.js",
      "az keyvault",
    ]);
    expect(decisions).toContain("The article goes on after its clean-up; the draft cleans up last.");
    expect(decisions).toContain(
      "Line 113: whether <your-key-vault-name> is what <your-unique-keyvault-name> is, as its name says.",
    );
  });

  test("declares what the commands make, as the article supposes it, and says what it supposed", async () => {
    const { tutorial, decisions } = await importInto(await readArticle(readFileSync(path, "utf8"), { path }));
    const made = tutorial.steps.flatMap(({ id, makes }) => makes.map(({ kind, named }) => `${id}: ${kind} ${named}`));
    expect(made).toEqual([
      "create-a-resource-group-and-key-vault: resource-group ${resourceGroup}",
      "create-a-resource-group-and-key-vault: vault ${keyvaultName}",
      "create-a-resource-group-and-key-vault: access-policy ${keyvaultName}",
      "create-a-service-principal: application ${applicationName}",
      "create-a-service-principal: service-principal ${applicationName}",
      "give-the-service-principal-access-to: access-policy ${keyvaultName}",
    ]);
    const vault = tutorial.steps[1]?.makes[1];
    expect(vault?.properties).toEqual({ resourceGroup: "${resourceGroup}", access: "policy" });
    expect(decisions).toContainEqual(
      expect.stringMatching(/^Line 61: whether the vault uses access policies or roles/),
    );
  });

  test("has steps whose verification fails until a person has written it", async () => {
    const { tutorial } = await importInto(await readArticle(readFileSync(path, "utf8"), { path }));
    const { verify = expect.unreachable } = tutorial.steps[0]?.implementation ?? {};
    const checks: unknown = await Reflect.apply(verify, undefined, []);
    expect(checks).toMatchObject([{ ok: false, hint: "Write verify in steps/install-the-package.ts." }]);
  });
});

test("an article of Learn's later dialect becomes a tutorial, without what a tutorial does not run", async () => {
  const text = `---
title: "Quickstart: Secrets"
description: Learn how to keep a secret
---

# Quickstart: Secrets

## Set up

### [Azure CLI](#tab/azure-cli)

1. Sign in:

    \`\`\`azurecli-interactive
    az login
    \`\`\`

1. Make a group:

    \`\`\`azurecli-interactive
    az group create --name "<your-group-name>" \\
      --location eastus
    az keyvault list | jq length
    \`\`\`

### [Azure PowerShell](#tab/azure-powershell)

\`\`\`azurepowershell-interactive
New-AzResourceGroup -Name "<your-group-name>"
\`\`\`

---

## Run

\`\`\`javascript
import { a } from "node:fs";
const { b } = \`\${a}\`;
console.log(b);
\`\`\`

## Try

\`\`\`console
node app.js
\`\`\`
`;
  const article = await readArticle(text, { path: "docs/quick.md" });
  const { tutorial, decisions } = await importInto(article);
  expect(tutorial.steps.map(({ id, run }) => [id, ...run.map(({ line }) => line)])).toEqual([
    ["set-up", 'az group create --name "${groupName}" --location eastus'],
    ["run", "node run.js"],
    ["try", "node app.js"],
    ["remove-what-was-made"],
  ]);
  expect(tutorial.steps[1]?.implementation.program).toContain("const { b } = `${a}`;");
  expect(tutorial.article.leavesOut).toEqual({ azurepowershell: "The draft runs the Azure CLI's commands." });
  expect(decisions).toContainEqual(expect.stringMatching(/^Line 23: 'az keyvault list \| jq length' is left out/));
  expect(decisions).toContainEqual(expect.stringMatching(/^Line 45: 'node app.js' runs a file of the article/));
  const { parts } = await compareArticle(article, article, tutorial, platforms.azure.kinds);
  const open = parts.filter(({ status }) => status !== "covered");
  expect(open.map(({ firstLine, status }) => [firstLine, status])).toEqual([
    ...[
      [15, "differs"],
      [23, "differs"],
    ],
    [29, "differs"],
  ]);
  expect(open[0]?.reason).toBe(
    "The draft leaves out 'az login' (the reader is signed in before the tutorial begins) and 'az keyvault list | jq length' (a command is one program and its arguments, without a shell: '|' is not allowed in it).",
  );
  expect(decisions).toContain("The article has no clean-up; the draft adds one.");
});
