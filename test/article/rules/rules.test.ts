import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../../../src/article/finding.ts";
import { findFindings } from "../../../src/article/find-findings.ts";
import { readArticle } from "../../../src/article/read-article.ts";
import { openCheckout } from "../../../src/article/read/checkout.ts";
import { rules } from "../../../src/article/rules/all-rules.ts";
import { azureCases } from "./azure-cases.ts";
import { codeCases } from "./code-cases.ts";
import { textCases } from "./text-cases.ts";

const cases = { ...codeCases, ...textCases, ...azureCases };

async function findingsOf(rule: string, text: string): Promise<Finding[]> {
  const article = await readArticle(text, { path: "a.md" });
  return (await findFindings(article)).filter((finding) => finding.rule === rule);
}

test("each rule has its cases here", () => {
  expect(Object.keys(cases).toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
});

describe.each(Object.entries(cases))("the rule %s", (rule, each) => {
  test.each(each.map((one) => [one.flaw, one] as const))("finds: %s", async (_, { article, finds }) => {
    const found = await findingsOf(rule, article);
    expect(found.map(({ line, severity }) => `${line} ${severity}`)).toEqual(finds.map(([place]) => place));
    for (const [index, [, quote]] of finds.entries()) expect(found[index]?.evidence).toContain(quote);
  });

  test.each(each.map((one) => [one.flaw, one] as const))(
    "finds nothing where it isn't so: %s",
    async (_, { clean }) => {
      expect(await findingsOf(rule, clean)).toEqual([]);
    },
  );
});

describe("with a checkout, the rule link", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "links-"));
    mkdirSync(join(folder, "docs"));
    writeFileSync(join(folder, "docs/there.md"), "");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("finds files that are not there, or outside, and includes that cannot be read", async () => {
    const text = [
      "[a](there.md) [b](there.md#x) [c](/azure/x) [d](https://example.com/none.md)",
      "[e](none.md)",
      "[f](../../etc/passwd)",
      "[!INCLUDE [g](gone.md)]",
    ].join("\n\n");
    const checkout = openCheckout(folder);
    const article = await readArticle(text, { path: "docs/a.md", checkout });
    const found = (await findFindings(article, checkout)).filter(({ rule }) => rule === "link");
    expect(found.map(({ line, severity }) => `${line} ${severity}`)).toEqual(["3 warning", "5 warning", "7 error"]);
    expect(found[1]?.evidence).toContain("outside of the checkout");
  });
});
