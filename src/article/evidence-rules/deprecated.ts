import type { EvidenceRule } from "../finding.ts";

const warns =
  /^(?:WARNING:|npm warn deprecated|\(node:\d+\).*DeprecationWarning:)?.*\b(?:deprecated|will be removed)\b.*$/gim;

/** What the tools themselves call deprecated when the article's commands are run. */
export const deprecated: EvidenceRule = {
  id: "deprecated",
  title: "A command uses what its tool calls deprecated",
  find({ path }, { commands }) {
    return commands
      .filter(({ moment }) => moment === "in-order")
      .flatMap(({ text, line, output }) =>
        [...new Set(output.match(warns))].map((warning) => ({
          severity: "warning" as const,
          file: path,
          line,
          evidence: `'${text}' is warned of: ${warning.trim()}`,
          remedy: "Use what the warning names instead.",
        })),
      );
  },
};
