import type { Rule } from "../finding.ts";

const noting = /\b(?:take note of|note down|make a note of|write down|remember|copy)\b([^.]*)/i;
const recalling = /([^.]*)\b(?:you|that were|values?) (?:noted|wrote down|copied)\b/i;
// Names as programs have them: clientId, TENANT_ID.
const identifier = /\b(?:[a-z]+(?:[A-Z][a-z]*)+|[A-Z]+(?:_[A-Z]+)+)\b/g;

/** Values that the reader is said to have noted, and was never told to note. */
export const notedValue: Rule = {
  id: "noted-value",
  title: "A value is needed that the reader was not told to note",
  find({ paragraphs }) {
    const noted = new Set<string>();
    return paragraphs.flatMap(({ text, file, firstLine: line }) => {
      const recalled = recalling.exec(text)?.[1]?.match(identifier) ?? [];
      const missing =
        noted.size === 0 ? [] : [...new Set(recalled)].filter((name) => !noted.has(name) && /^[a-z]/.test(name));
      for (const name of noting.exec(text)?.[1]?.match(identifier) ?? []) noted.add(name);
      if (missing.length === 0) return [];
      return [
        {
          severity: "note",
          file,
          line,
          evidence: `The reader is said to have noted ${missing.join(", ")}, and was told to note ${[...noted].join(", ")}.`,
          remedy: `Name ${missing.join(", ")} where the reader is told what to note.`,
        } as const,
      ];
    });
  },
};
