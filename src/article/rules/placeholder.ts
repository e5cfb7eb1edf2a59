import type { Article, Placeholder } from "../article.ts";
import type { Found, Rule } from "../finding.ts";
import { condense } from "./names-in-prose.ts";

interface Use extends Placeholder {
  file: string;
}

/** Placeholders that code uses and the text never explains, or the text explains and no code uses. */
export const placeholder: Rule = {
  id: "placeholder",
  title: "A placeholder is used and not explained, or explained and not used",
  find(article) {
    const used = unique(
      article.fences.flatMap(({ placeholders, file }) => placeholders.map((each) => ({ ...each, file }))),
    );
    const named = unique(
      article.paragraphs.flatMap(({ placeholders, html, file }) =>
        // What a renderer takes for HTML, and is no name of the code's, may be HTML.
        placeholders
          .filter(
            ({ name, written }) =>
              used.some((each) => each.name === name) || !html.some(({ text }) => text === written),
          )
          .map(({ name, written, line }) => ({ name, written, line, file })),
      ),
    );
    return [
      ...used.filter((each) => !isExplained(article, each)).map(unexplained),
      ...named.filter(({ name }) => !used.some((each) => each.name === name)).map(unused),
    ];
  },
};

function unexplained({ written, file, line }: Use): Found {
  return {
    severity: "note",
    file,
    line,
    evidence: `The reader is to replace ${written}, and no sentence says by what.`,
    remedy: `Say before this line what ${written} is and where the reader finds it.`,
  };
}

function unused({ written, file, line }: Use): Found {
  return {
    severity: "note",
    file,
    line,
    evidence: `The text speaks of ${written}, which no command and no code has.`,
    remedy: "Use the name that the code has, or leave the sentence out.",
  };
}

/** Explained is what some paragraph names: in brackets, or by all of its words. */
function isExplained({ paragraphs }: Article, { name, written }: Use): boolean {
  const wanted = condense(name.replace(/[- ]of[- ].*$/, ""));
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .map(condense)
    .filter((word) => word.length > 2);
  return paragraphs.some(({ source, text }) => {
    const condensed = condense(text);
    const hasAllWords = words.length > 1 && words.every((word) => condensed.includes(word));
    return source.includes(written) || (wanted.length > 2 && condensed.includes(wanted)) || hasAllWords;
  });
}

function unique(uses: readonly Use[]): Use[] {
  return uses.filter(({ name }, index) => uses.findIndex((each) => each.name === name) === index);
}
