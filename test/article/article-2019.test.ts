import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findFindings } from "../../src/article/find-findings.ts";
import { readArticle } from "../../src/article/read-article.ts";

const path = "article/quick-create-node-2019.md";

test("the findings in the article of 2019 are these, each of them in its line", async () => {
  const findings = await findFindings(await readArticle(readFileSync(path, "utf8"), { path }));
  expect(findings.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
    "42 prerequisite",
    "56 placeholder-form",
    "59 prerequisite",
    "59 shared-name",
    "61 placeholder-form",
    "61 left-behind",
    "66 wording",
    "68 wording",
    "71 shared-name",
    "71 left-behind",
    "76 wrong-language",
    "79 exposed-secret",
    "97 permission",
    "97 permission",
    "97 permission",
    "102 noted-value",
    "102 exposed-secret",
    "107 placeholder-form",
    "109 exposed-secret",
    "113 placeholder-form",
    "114 fence",
    "120 link-subject",
    "128 never-run",
    "152 unparsable-code",
    "152 undefined-name",
    "152 undefined-name",
    "167 fence",
    "176 not-awaited",
    "193 half-alternative",
    "194 prerequisite",
    "199 after-clean-up",
    "228 odd-quote",
    "228 exposed-secret",
    "241 exposed-secret",
    "244 not-awaited",
  ]);
});
