import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import type { Finding } from "../finding.ts";
import { ruleTitles } from "./rule-titles.ts";

/**
 * Writes findings as SARIF 2.1.0, which GitHub's code scanning shows on the article's lines. Files are named as the
 * findings name them: relative to the repository, for GitHub to find them.
 * Source: docs.github.com, "SARIF support for code scanning", the properties it reads.
 */
export function formatSarif(findings: readonly Finding[]): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  const driver = {
    name: "Surestep",
    rules: ids.map((id) => ({ id, shortDescription: { text: ruleTitles.get(id) ?? id } })),
  };
  const results = findings.map(({ rule, severity, file, line, evidence, remedy }) => ({
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: severity,
    message: { text: `${evidence} ${remedy}` },
    locations: [
      { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: Math.max(line, 1) } } },
    ],
    // So that a finding which moves with its lines stays the same one. A digest of what it says, not of where.
    partialFingerprints: { "evidence/v1": digest(`${rule}\n${evidence.replaceAll(/\blines? \d+(?:, \d+)*/g, "")}`) },
  }));
  const sarif = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(sarif, undefined, 2)}\n`;
}

function uriOf(file: string): string {
  if (file.startsWith("/")) return pathToFileURL(file).href;
  return file.replace(/^\.\//, "").split("/").map(encodeURIComponent).join("/");
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
