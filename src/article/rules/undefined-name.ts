import type { Article, Fence } from "../article.ts";
import type { Found, Rule } from "../finding.ts";
import { joinPrograms } from "../javascript.ts";
import { kindOfLanguage } from "../language.ts";

/** Variables that the article's code uses and nothing in the article defines: of a program, of the environment, of a shell. */
export const undefinedName: Rule = {
  id: "undefined-name",
  title: "A variable is used, but never defined",
  async find(article) {
    return [...(await inPrograms(article)), ...inEnvironment(article), ...inShells(article)];
  },
};

async function inPrograms({ fences }: Article): Promise<Found[]> {
  const programs = await joinPrograms(fences.filter(({ language }) => kindOfLanguage(language) === "javascript"));
  return programs.flatMap(({ code, placeOf }) =>
    code.unknown.map(({ name, line }): Found => ({
      severity: "error",
      ...placeOf(line),
      evidence: `'${name}' is used, but the code up to here never defines it: Node says that ${name} is not defined.`,
      remedy: `Define ${name} in a line of the code before it.`,
    })),
  );
}

const readsEnvironment =
  /process\.env(?:\.|\[["'])(\w+)|os\.(?:environ(?:\.get)?[[(]|getenv\()["'](\w+)|GetEnvironmentVariable\("(\w+)"|os\.Getenv\("(\w+)"/g;

function inEnvironment(article: Article): Found[] {
  const defined = definedInShells(article);
  const inProse = article.paragraphs.map(({ text }) => text).join("\n");
  return firstUses(
    article.fences.filter(({ role }) => role === "code"),
    readsEnvironment,
  )
    .filter(({ name }) => !defined.has(name) && !new RegExp(`\\b${name}\\b`).test(inProse))
    .map(({ name, file, line }) => ({
      severity: "error",
      file,
      line,
      evidence: `The code reads the environment variable ${name}, which the article never sets or mentions.`,
      remedy: `Say how to set ${name} before the code is run.`,
    }));
}

// What a shell has of itself, or a login gives it.
const givenToShells = new Set(
  "HOME PATH USER PWD OLDPWD SHELL HOSTNAME RANDOM SECONDS UID LANG TERM TMPDIR EDITOR IFS LINENO true false null _ env args input PSVersionTable PSScriptRoot PSItem LASTEXITCODE Matches".split(
    " ",
  ),
);

function inShells(article: Article): Found[] {
  const defined = definedInShells(article);
  const fences = article.fences.filter(({ role }) => role === "commands");
  // What an include would have set is not known when it could not be read.
  if (article.inclusions.some(({ problem }) => problem !== undefined)) return [];
  const inProse = article.paragraphs.map(({ text }) => text).join("\n");
  const isExplained = (name: string): boolean =>
    name === name.toUpperCase() && new RegExp(`\\b${name}\\b`).test(inProse);
  return firstUses(fences, /(?<!\\)\$(?:\{|env:)?([A-Za-z_]\w*)/g)
    .filter(({ name }) => !defined.has(name) && !givenToShells.has(name) && !isExplained(name))
    .map(({ name, file, line }) => ({
      severity: "error",
      file,
      line,
      evidence: `The variable ${name} is used, but no command of the article sets it: a shell puts nothing there.`,
      remedy: `Set ${name} before, or make it a placeholder that the text explains.`,
    }));
}

function definedInShells({ fences }: Article): Set<string> {
  const text = fences
    .filter(({ role }) => role === "commands")
    .map((fence) => fence.text)
    .join("\n");
  const defining = [
    /(?:^|[\s;({])(?:export\s+|set\s+|let\s+["']?|\$(?:env:)?)?(\w+)\s*[+-]?=/g,
    /\bread\b[^;&|\n]*?\b(\w+)[ \t]*(?=$|[;&|])/gm,
    /\bforeach\s*\(\s*\$(\w+)|\bfor\s+(\w+)\s+in\b/g,
    /\bparam\s*\(([^)]*)\)/g,
  ];
  const found = defining.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), (match) => match[1] ?? match[2] ?? ""),
  );
  return new Set(found.flatMap((name) => name.match(/\w+/g) ?? []));
}

function firstUses(fences: readonly Fence[], pattern: RegExp): { name: string; file: string; line: number }[] {
  const seen = new Map<string, { name: string; file: string; line: number }>();
  for (const { file, text, textLine } of fences) {
    for (const [index, line] of text.split("\n").entries()) {
      // In single quotes and comments, a shell takes nothing for a variable.
      for (const match of line.replaceAll(/'[^']*'(?=[^"']*$)|(?:^|\s)#.*$/g, "").matchAll(pattern)) {
        const name = match.slice(1).find((each) => each !== undefined) ?? "";
        if (!seen.has(name)) seen.set(name, { name, file, line: textLine + index });
      }
    }
  }
  return [...seen.values()];
}
