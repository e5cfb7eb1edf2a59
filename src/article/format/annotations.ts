import type { Finding } from "../finding.ts";
import { ruleTitles } from "./rule-titles.ts";

const commands = { error: "error", warning: "warning", note: "notice" } as const;

/**
 * Writes findings as GitHub's workflow commands, which a job's log shows on the article's lines.
 * Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit.
 */
export function formatAnnotations(findings: readonly Finding[]): string {
  return findings
    .map(({ rule, severity, file, line, evidence, remedy }) => {
      const title = escapeProperty(ruleTitles.get(rule) ?? rule);
      const message = escapeData(`${evidence}\n${remedy} (${rule})`);
      return `::${commands[severity]} file=${escapeProperty(file)},line=${line},title=${title}::${message}\n`;
    })
    .join("");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
