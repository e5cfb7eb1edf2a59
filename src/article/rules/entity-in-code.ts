import type { Rule } from "../finding.ts";

/** HTML entities in code: there a renderer decodes nothing, and the reader copies `&lt;`. */
export const entityInCode: Rule = {
  id: "entity-in-code",
  title: "An HTML entity stands in code",
  find({ fences }) {
    return fences
      .filter(({ language }) => !/^(?:html|xml|xaml|cshtml|razor|markdown|md|jsx|tsx)$/.test(language))
      .flatMap(({ text, textLine, file }) =>
        text.split("\n").flatMap((line, index) => {
          const entities = [...new Set(line.match(/&(?:lt|gt|amp|quot|#\d+);/g))];
          if (entities.length === 0) return [];
          return [
            {
              severity: "warning",
              file,
              line: textLine + index,
              evidence: `The code has ${entities.join(" ")}, which is shown and copied as it stands.`,
              remedy: "Write the characters themselves.",
            } as const,
          ];
        }),
      );
  },
};
