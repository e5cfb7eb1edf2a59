import type { Article, Placeholder } from "../article.ts";
import type { Found, Rule } from "../finding.ts";
import { kindOfLanguage } from "../language.ts";
import { condense } from "./names-in-prose.ts";

/** Placeholders written so that they get lost, do harm when pasted, or seem to be several things. */
export const placeholderForm: Rule = {
  id: "placeholder-form",
  title: "A placeholder is written so that it misleads",
  find: (article) => [...hiddenByRenderers(article), ...redirections(article), ...severalNames(article)],
};

/** In prose, `<your-name>` is an HTML tag: a browser shows nothing there. */
function hiddenByRenderers({ paragraphs, fences }: Article): Found[] {
  const used = new Set(fences.flatMap(({ placeholders }) => placeholders.map(({ written }) => written)));
  return paragraphs.flatMap(({ html, file }) =>
    html
      .filter(({ text }) => used.has(text))
      .map(({ text, line }) => ({
        severity: "warning",
        file,
        line,
        evidence: `${text} stands in the text without code marks: it is taken for an HTML tag, and its reader sees nothing there.`,
        remedy: `Write it as code: \`${text}\`.`,
      })),
  );
}

/** Pasted as it stands, a shell reads from the file of that name, and writes into what follows. */
function redirections({ fences }: Article): Found[] {
  const bare = fences
    .filter(({ language, role }) => role === "commands" && kindOfLanguage(language) === "shell")
    .flatMap(({ commands, file }) =>
      commands
        .filter(({ text }) => /(?:^|[\s=])<[A-Za-z][\w -]*>/.test(text.replaceAll(/'[^']*'|"[^"]*"/g, "")))
        .map(({ firstLine }) => ({ file, line: firstLine })),
    );
  const [first] = bare;
  if (first === undefined) return [];
  return [
    {
      severity: "note",
      ...first,
      evidence:
        "Commands have placeholders in angle brackets without quotes, which a shell takes for redirections when they are " +
        `pasted as they stand (lines ${[...new Set(bare.map(({ line }) => line))].join(", ")}).`,
      remedy: 'Set a variable first and use it, or put the placeholder into quotes: "<name>".',
    },
  ];
}

/** `<your-unique-vault-name>` and `<your-vault-name>`; `<id-of-your-app>` and `<your-id>`. */
function severalNames({ fences }: Article): Found[] {
  const all = fences.flatMap(({ placeholders, file }) => placeholders.map((each) => ({ ...each, file })));
  const names = all.filter(({ name }, index) => all.findIndex((each) => each.name === name) === index);
  return names.flatMap((later, index): Found[] => {
    const earlier = names.slice(0, index).find((each) => isSameThing(each, later));
    if (earlier === undefined) return [];
    return [
      {
        severity: "note",
        file: later.file,
        line: later.line,
        evidence: `${later.written} seems to be what line ${earlier.line} calls ${earlier.written}.`,
        remedy: "Use one name for one thing.",
      },
    ];
  });
}

/** Whether two placeholders seem to stand for one thing: one's name ends with the other's. */
export function isSameThing(one: Pick<Placeholder, "name">, other: Pick<Placeholder, "name">): boolean {
  const [short = "", long = ""] = [one, other]
    .map(({ name }) => condense(name.replace(/[- ]of[- ].*$/, "")))
    .toSorted((a, b) => a.length - b.length);
  // A single word such as "name" ends many names that mean different things.
  const words = [one, other].map(
    ({ name }) => name.replaceAll(/([a-z])([A-Z])/g, "$1-$2").split(/[^A-Za-z0-9]+/).length,
  );
  return short === long || (short.length > 5 && Math.min(...words) > 2 && long.endsWith(short));
}
