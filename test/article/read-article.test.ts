import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read-article.ts";
import { openCheckout } from "../../src/article/read/checkout.ts";

const read = (text: string): Promise<Article> => readArticle(text, { path: "a.md" });

describe("the article of 2019", () => {
  const path = "article/quick-create-node-2019.md";

  test("has its title, its metadata and all of its fences, with their lines and headings", async () => {
    const article = await readArticle(readFileSync(path, "utf8"), { path });
    expect(article.title).toBe("Quickstart: Azure Key Vault client library for Node.js (v4)");
    expect(article.metadata).toMatchObject({ "ms.service": "key-vault", "ms.date": "10/20/2019" });
    expect(article.fences.map(({ firstLine, lastLine, language }) => [firstLine, lastLine, language])).toEqual([
      [41, 43, "console"],
      [47, 49, "console"],
      [58, 62, "azurecli"],
      [70, 72, "azurecli"],
      [76, 88, "azurecli"],
      [96, 98, "azurecli"],
      [106, 114, "console"],
      [128, 131, "javascript"],
      [139, 145, "javascript"],
      [151, 153, "javascript"],
      [157, 159, "azurecli"],
      [165, 167, "javascript"],
      [175, 177, "javascript"],
      [181, 183, "azurecli"],
      [189, 191, "azurecli"],
      [193, 195, "azurepowershell"],
      [199, 252, "javascript"],
    ]);
    expect(article.fences.at(5)?.section.heading).toBe("Give the service principal access to your key vault");
    expect(article.fences.at(6)?.commands.map(({ firstLine }) => firstLine)).toEqual([107, 109, 111, 113]);
    expect(article.fences.at(4)).toMatchObject({ role: "output", commands: [] });
  });
});

describe("a fence", () => {
  test("may be of any length and character, indented, and in a list or a quote", async () => {
    const text = [
      "~~~~bash",
      "echo ~~~",
      "~~~~~",
      "",
      "1. Do:",
      "",
      "\t```azurecli-interactive",
      "\taz version",
      "\t```",
      "",
      "> ```Console",
      "> npm test",
      "> ```",
      "",
      "    an indented block",
    ].join("\n");
    const { fences } = await read(text);
    expect(
      fences.map(({ language, text: code, firstLine, lastLine }) => [language, code, firstLine, lastLine]),
    ).toEqual([
      ["bash", "echo ~~~", 1, 3],
      ["azurecli", "az version", 7, 9],
      ["console", "npm test", 11, 13],
      ["", "an indented block", 15, 15],
    ]);
    expect(fences.map(({ marks }) => marks?.closing)).toEqual(["~~~~~", "```", "```", undefined]);
    expect(fences.at(3)?.marks).toBeUndefined();
  });

  test("is closed by a longer mark, as CommonMark has it, and not by a shorter one", async () => {
    const longer = await read("```bash\naz version\n````\n\nMore.");
    expect(longer.fences[0]).toMatchObject({ lastLine: 3, marks: { opening: "```", closing: "````" } });
    const shorter = await read("````bash\naz version\n```\n\nMore.");
    expect(shorter.fences[0]).toMatchObject({ lastLine: 5, marks: { opening: "````", closing: undefined } });
    const last = await read("````bash\naz version\n```");
    expect(last.fences[0]?.marks?.closing).toBeUndefined();
  });
});

describe("commands", () => {
  test("continue over lines, in quotes and in here-documents, and comments are none", async () => {
    const code = [
      "# first",
      "az group create \\",
      "  --name one \\",
      "  --location two",
      "az rest --body '{",
      '  "a": 1',
      "}'",
      "cat > app.js <<EOF",
      "it's",
      "EOF",
      "az version",
    ].join("\n");
    const { fences } = await read(`\`\`\`bash\n${code}\n\`\`\`\n`);
    expect(fences[0]?.commands).toEqual([
      { text: "az group create --name one --location two", firstLine: 3, lastLine: 5 },
      { text: "az rest --body '{\n  \"a\": 1\n}'", firstLine: 6, lastLine: 8 },
      { text: "cat > app.js <<EOF\nit's\nEOF", firstLine: 9, lastLine: 11 },
      { text: "az version", firstLine: 12, lastLine: 12 },
    ]);
  });

  test("of PowerShell continue after a backtick", async () => {
    const { fences } = await read("```azurepowershell\nNew-AzKeyVault `\n  -Name one\n```\n");
    expect(fences[0]?.commands.map(({ text }) => text)).toEqual(["New-AzKeyVault -Name one"]);
  });

  test("after prompts are told from what they print", async () => {
    const { fences } = await read("```console\n$ node app.js\nDone.\n$ npm test\n```\n");
    expect(fences[0]?.commands.map(({ text }) => text)).toEqual(["node app.js", "npm test"]);
  });
});

test("placeholders are told from variables, types and data", async () => {
  const shell = "az a --name <your-name> --to YOUR_TENANT_ID --of {group} --at ${HOME} --is '{\"a\":1}'";
  const code = 'const url = "https://{vault}.vault.azure.net"; const list: Map<string> = f("<your-key>", { a });';
  const { fences } = await read(`\`\`\`bash\n${shell}\n\`\`\`\n\n\`\`\`javascript\n${code}\n\`\`\`\n`);
  expect(fences[0]?.placeholders.map(({ name }) => name)).toEqual(["your-name", "YOUR_TENANT_ID", "group"]);
  expect(fences[1]?.placeholders.map(({ name }) => name)).toEqual(["vault", "your-key"]);
});

test("zone pivots and tabs are variants, and end where they end", async () => {
  const text = [
    ':::zone pivot="cli"',
    "```bash\none\n```",
    ":::zone-end",
    "# [Azure CLI](#tab/azure-cli)",
    "```bash\ntwo\n```",
    "# [PowerShell](#tab/azure-powershell)",
    "```powershell\nthree\n```",
    "---",
    "```bash\nfour\n```",
  ].join("\n\n");
  const { fences, sections, links } = await read(text);
  expect(fences.map(({ variant }) => variant?.name)).toEqual(["cli", "azure-cli", "azure-powershell", undefined]);
  expect([sections, links]).toEqual([[], []]);
});

describe("what an article includes", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "article-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  test("is read from the checkout, under its own file and lines", async () => {
    write({
      "repo/docs/a.md": "",
      "repo/includes/sign-in.md": "First\n\n```azurecli\naz login\n```\n",
      "repo/samples/app.js": "// <save>\nsave();\n// </save>\nfour();\n",
    });
    const text = [
      "[!INCLUDE [Sign in](../includes/sign-in.md)]",
      ':::code language="javascript" source="~/samples/app.js" id="save":::',
      ':::code language="javascript" source="~/samples/app.js" range="2,4":::',
    ].join("\n\n");
    const checkout = openCheckout(join(folder, "repo"));
    const { fences } = await readArticle(text, { path: "docs/a.md", checkout });
    expect(fences.map(({ file, firstLine, text: code }) => [file, firstLine, code])).toEqual([
      ["includes/sign-in.md", 3, "az login"],
      ["samples/app.js", 2, "save();"],
      ["samples/app.js", 2, "save();\nfour();"],
    ]);
  });

  test("is never read from outside of it, by no path and no link", async () => {
    write({ "repo/a.md": "", "secret.md": "```bash\nstolen\n```\n" });
    symlinkSync(join(folder, "secret.md"), join(folder, "repo/link.md"));
    const targets = ["../secret.md", "link.md", join(folder, "secret.md"), "~/../secret.md", "a.md", "none.md"];
    const text = targets.map((target) => `[!INCLUDE [x](${target})]`).join("\n\n");
    const checkout = openCheckout(join(folder, "repo"));
    const { fences, inclusions } = await readArticle(text, { path: "a.md", checkout });
    expect(fences).toEqual([]);
    expect(inclusions.map(({ problem }) => problem)).toEqual([
      "it is outside of the checkout",
      "there is no such file in the checkout",
      "there is no such file in the checkout",
      "it is outside of the checkout",
      "it includes itself",
      "there is no such file in the checkout",
    ]);
  });
});
