import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { compareArticle } from "../../../src/article/compare/compare-article.ts";
import { findingsOfComparison } from "../../../src/article/compare/comparison-findings.ts";
import { findFindings } from "../../../src/article/find-findings.ts";
import type { Finding } from "../../../src/article/finding.ts";
import { formatAnnotations } from "../../../src/article/format/annotations.ts";
import { formatJson } from "../../../src/article/format/json.ts";
import { formatSarif } from "../../../src/article/format/sarif.ts";
import { formatComparison, formatFindings } from "../../../src/article/format/text.ts";
import { readArticle } from "../../../src/article/read-article.ts";
import { platforms } from "../../../src/cli/session/platforms.ts";
import { loadTutorial } from "../../../src/tutorial/load.ts";

const path = "article/quick-create-node-2019.md";
const text = readFileSync(path, "utf8");
const seen = await readArticle(text, { path });
const findings = await findFindings(seen);
const edited = await readArticle(
  text.replace("delete get list set", "get list set").replace("### Delete a secret", "### Remove"),
  { path },
);
const comparison = await compareArticle(
  edited,
  seen,
  await loadTutorial(resolve("tutorial.yaml"), platforms),
  platforms.azure.kinds,
);

const one: Finding = {
  rule: "fence",
  severity: "note",
  file: "docs/a b,c.md",
  line: 7,
  evidence: "100 % of it:\nall.",
  remedy: "Close it.",
};

describe("as text", () => {
  test("a finding has its place, its evidence and its remedy, and the sum comes last", () => {
    expect(formatFindings([one, { ...one, severity: "error" }, one])).toMatch(
      /^docs\/a b,c\.md:7 {2}note {2}fence\n {4}100 % of it:\nall\.\n {4}→ Close it\.\n\n[\s\S]*\n1 error, 2 notes\.\n$/,
    );
    expect(formatFindings([])).toBe("No findings.\n");
  });

  test("a comparison shows what changed by word, the missing heading, and the coverage", () => {
    const shown = formatComparison(comparison);
    expect(shown).toMatch(/^ {3}97 {2}CHANGED .*\(grant-access\)\n.*\[-delete -\]/m);
    expect(shown).toContain("NO HEADING   delete-secret: the heading 'Delete a secret' is not in the article");
    expect(shown).toContain("own step     check-prerequisites: The article never says");
    expect(shown).toContain("95 % of 20: 7 covered, 12 differ on purpose, 1 changed, 0 not covered, 0 gone.");
  });
});

test("as findings, a comparison has what its author must do something about", () => {
  expect(findingsOfComparison(comparison).map(({ rule, line }) => `${line} ${rule}`)).toEqual([
    "97 changed-upstream",
    "1 heading-missing",
  ]);
});

test("as JSON it can be read back", () => {
  expect(JSON.parse(formatJson([{ comparison, findings }]))).toEqual({
    version: 1,
    articles: [{ comparison: JSON.parse(JSON.stringify(comparison)), findings }],
  });
});

describe("as SARIF", () => {
  const message = z.strictObject({ text: z.string().min(1).max(1000) });
  const location = z.strictObject({
    physicalLocation: z.strictObject({
      artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w.~%/-]+$/) }),
      region: z.strictObject({ startLine: z.int().positive() }),
    }),
  });
  // What GitHub's code scanning requires and reads, of SARIF 2.1.0.
  const sarif = z.strictObject({
    $schema: z.literal("https://json.schemastore.org/sarif-2.1.0.json"),
    version: z.literal("2.1.0"),
    runs: z.tuple([
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.string(),
            rules: z.array(z.strictObject({ id: z.string().max(255), shortDescription: message })),
          }),
        }),
        columnKind: z.literal("utf16CodeUnits"),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().nonnegative(),
            level: z.enum(["error", "warning", "note", "none"]),
            message,
            locations: z.array(location).length(1),
            partialFingerprints: z.record(z.string(), z.string()),
          }),
        ),
      }),
    ]),
  });

  function fingerprint(finding: Finding): unknown {
    return sarif.parse(JSON.parse(formatSarif([finding]))).runs[0].results[0]?.partialFingerprints;
  }

  test("the findings have the shape that GitHub needs, each with its rule", () => {
    const { runs } = sarif.parse(JSON.parse(formatSarif([...findings, ...findingsOfComparison(comparison), one])));
    const { tool, results } = runs[0];
    expect(results).toHaveLength(findings.length + 3);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    for (const { id, shortDescription } of tool.driver.rules) expect(shortDescription.text).not.toBe(id);
    expect(results.at(-1)?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "docs/a%20b%2Cc.md" },
      region: { startLine: 7 },
    });
  });

  test("a finding that moves to another line keeps its fingerprint", () => {
    expect(fingerprint({ ...one, line: 99, evidence: "From line 98." })).toEqual(
      fingerprint({ ...one, evidence: "From line 6." }),
    );
    expect(fingerprint({ ...one, evidence: "Other." })).not.toEqual(fingerprint(one));
  });
});

test("as annotations, each is one line whose file, line and message GitHub reads", () => {
  expect(formatAnnotations([one, { ...one, severity: "error", file: "a.md" }])).toBe(
    "::notice file=docs/a b%2Cc.md,line=7,title=A fence does not close%2C or closes otherwise than it opens::100 %25 of it:%0Aall.%0AClose it. (fence)\n" +
      "::error file=a.md,line=7,title=A fence does not close%2C or closes otherwise than it opens::100 %25 of it:%0Aall.%0AClose it. (fence)\n",
  );
});
