import { resolve } from "node:path";
import { expect, test } from "vitest";
import { compareArticle } from "../../../src/article/compare/compare-article.ts";
import { exportMarkdown } from "../../../src/article/export/export-markdown.ts";
import { findFindings } from "../../../src/article/find-findings.ts";
import { readArticle } from "../../../src/article/read-article.ts";
import { platforms } from "../../../src/cli/session/platforms.ts";
import { loadTutorial } from "../../../src/tutorial/load.ts";

const tutorial = await loadTutorial(resolve("tutorial.yaml"), platforms);
const markdown = exportMarkdown(tutorial, platforms.azure.kinds, {
  metadata: { "ms.service": "key-vault" },
  nextSteps: [["Overview", "https://learn.microsoft.com/azure/key-vault/general/overview"]],
});
const article = await readArticle(markdown, { path: "exported.md" });

test("an exported article is all covered by its tutorial", async () => {
  const { ok, parts, absent, coverage } = await compareArticle(article, article, tutorial, platforms.azure.kinds);
  expect(parts.filter(({ status }) => status !== "covered").map(({ text }) => text)).toEqual([
    "Remove-AzResourceGroup -Name '<resource-group>'",
  ]);
  expect(absent).toEqual([]);
  expect({ ok, notCovered: coverage.notCovered }).toEqual({ ok: true, notCovered: 0 });
});

test("an exported article has every command, program and clean-up of the tutorial, once", () => {
  const commands = article.fences.flatMap((fence) => fence.commands);
  const own = tutorial.steps.flatMap(({ run }) => run).filter(({ recovers }) => recovers === undefined);
  const cleanUp = article.fences.filter(({ section }) => section.heading === "Clean up resources");
  expect(commands).toHaveLength(own.length + cleanUp.flatMap((fence) => fence.commands).length);
  expect(cleanUp[0]?.commands.map(({ text }) => text.split(" ").slice(0, 4).join(" "))).toEqual([
    ...["az ad app delete", "az group delete -n"],
    ...["az rest --method DELETE", "az rest --method DELETE", "az keyvault purge -n"],
  ]);
  expect(article.fences.filter(({ language }) => language === "javascript").map(({ text }) => `${text}\n`)).toEqual(
    tutorial.steps.flatMap(({ implementation }) => implementation.program ?? []),
  );
  expect(article.sections.at(-1)?.heading).toBe("Next steps");
  expect(article.metadata["ms.service"]).toBe("key-vault");
});

test("no rule finds an error in it, and every placeholder is explained", async () => {
  const findings = await findFindings(article);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(findings.filter(({ evidence }) => evidence.startsWith("The reader is to replace"))).toEqual([]);
  expect(findings.filter(({ rule }) => rule === "prerequisite" || rule === "left-behind")).toEqual([]);
});
