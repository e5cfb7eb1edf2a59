import type { EvidenceRule } from "../finding.ts";

/** What is there after the article's clean-up and was not there before the article: told by identity, not by name. */
export const remains: EvidenceRule = {
  id: "remains",
  title: "Something is left after the clean-up",
  find({ path }, { inventories }) {
    const ordered = inventories.toSorted((one, other) => one.at - other.at);
    const [first, last] = [ordered[0], ordered.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    const before = new Set(first.resources.map(({ identity }) => identity));
    return last.resources
      .filter(({ identity }) => !before.has(identity))
      .map(({ kind, address, identity, state, until, means }) => {
        const since = ordered.find(({ resources }) => resources.some((each) => each.identity === identity));
        const made = since?.afterLine ?? 0;
        const details = [
          `since line ${made}`,
          ...(until === undefined ? [] : [`until ${until}`]),
          ...(means === undefined ? [] : [means]),
        ];
        return {
          severity: "warning" as const,
          file: path,
          line: made === 0 ? 1 : made,
          evidence: `After the clean-up the ${kind} ${address} is still there${state === "deleted" ? ", deleted, but not purged" : ""}: ${details.join("; ")}.`,
          remedy: "Add to the clean-up what removes it.",
        };
      });
  },
};
