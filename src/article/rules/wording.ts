import type { Rule } from "../finding.ts";

const wrong: readonly { is: RegExp; say(this: void, found: string): string }[] = [
  { is: /\b(service|security|user) principles?\b/i, say: (found) => found.replace(/principle/i, "principal") },
  // Before a letter that is spoken as a vowel ("an hour", "an SDK") "an" is right; so is it before most capitals.
  { is: /\ban (?!hour|honest|honou?r|heir)[bcdfghjklmnpqrstvwyz][a-z]{2,}/, say: (found) => found.replace(/^an/, "a") },
  { is: /\ba (?!one|once|uni|use|usu|eu|ur|uti|ubi)[aeiou][a-z]{2,}/, say: (found) => found.replace(/^a/, "an") },
];

/** Wrong words that no spelling checker sees: "service principle", "an cloud". */
export const wording: Rule = {
  id: "wording",
  title: "A wrong word",
  find({ paragraphs }) {
    return paragraphs.flatMap(({ text, file, firstLine }) =>
      wrong.flatMap(({ is, say }) => {
        const match = is.exec(text);
        if (match === null) return [];
        const line = firstLine + text.slice(0, match.index).split("\n").length - 1;
        const [found] = match;
        return [
          {
            severity: "note",
            file,
            line,
            evidence: `The text says '${found}'.`,
            remedy: `Say '${say(found)}'.`,
          } as const,
        ];
      }),
    );
  },
};
