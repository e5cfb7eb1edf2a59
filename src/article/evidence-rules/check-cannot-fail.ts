import type { CommandEvidence } from "../evidence.ts";
import type { EvidenceRule } from "../finding.ts";

/**
 * Commands that the article has its reader check something with, and that say the same whether it was done or not: the
 * same exit code and the same words before the section's other commands have run, or for a thing that never existed.
 */
export const checkCannotFail: EvidenceRule = {
  id: "check-cannot-fail",
  title: "A check says the same, whether it was done or not",
  find({ path }, { commands }) {
    const later = commands.filter(({ moment }) => moment === "in-order");
    return later.flatMap((check) => {
      const others = commands.filter(({ line, moment }) => line === check.line && moment !== "in-order");
      const before = others.find((each) => each.moment === "before-section" && saysTheSame(each, check));
      const never = others.find((each) => each.moment === "never-existed" && saysTheSame(each, check));
      if (before === undefined && never === undefined) return [];
      const when =
        before === undefined ? "for something that never existed" : "before anything of its section was done";
      return [
        {
          severity: "warning" as const,
          file: path,
          line: check.line,
          evidence: `'${check.text}' ends with ${check.exitCode} and says the same ${when}: it cannot tell.`,
          remedy: "Check something that is true only when it was done, such as the list of deleted ones.",
        },
      ];
    });
  },
};

function saysTheSame(one: CommandEvidence, other: CommandEvidence): boolean {
  return one.exitCode === other.exitCode && bare(one) === bare(other);
}

/** What was said, without what differs each time: identifiers, times, the names that were made up. */
function bare({ output, names = [] }: CommandEvidence): string {
  return names
    .reduce((text, name) => text.replaceAll(name, "…"), output)
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}/gi, "…")
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?/g, "…")
    .replaceAll(/\s+/g, " ")
    .trim();
}
