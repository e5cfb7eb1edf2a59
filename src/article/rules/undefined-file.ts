import type { Article } from "../article.ts";
import type { Found, Rule } from "../finding.ts";

const fileName =
  /(?<![\w<{$])(?:\.\/|@)?((?:[\w-]+\/)*[\w-]+\.(?:m?[jt]s|cjs|py|cs|java|go|rb|ps1|sh|json|ya?ml|bicep|tf|env|pem|txt))(?![\w-]|\.\w)/g;
const making = /\b(?:touch|code|nano|vim?|cat\s*>|tee|curl|wget|cp|mv|Out-File|New-Item)\b|(?:^|[^<])>{1,2}\s*\S/;
const isExample = /(?:^|\/)path\/to\//;
const isAddress = /https?:\/\/\S*/g;

/** Files that a command reads and that the article has its reader neither make nor fetch. */
export const undefinedFile: Rule = {
  id: "undefined-file",
  title: "A file is used, but never made",
  find(article) {
    const known = namedFiles(article);
    const found: Found[] = [];
    for (const { commands, file, role } of article.fences) {
      if (role !== "commands") continue;
      for (const { text, firstLine } of commands) {
        const bare = text.replaceAll(isAddress, "").replaceAll(/<[^>]*>/g, "");
        const names = [...bare.matchAll(fileName)].map((match) => match[1] ?? "");
        // `name="a.txt"` alone reads nothing yet.
        const isMaking = making.test(text) || /^\$?\w+\s*=\s*\S+$/.test(text);
        // What a clone, a generator or an initialiser brings is not known here.
        if (/\b(?:git clone|unzip|tar|(?:npm|dotnet|func|azd|terraform) (?:init|new|create))\b/.test(text))
          return found;
        for (const name of names) {
          if (!isMaking && !known.has(name) && !isExample.test(name) && !isOutput(bare, name)) {
            found.push({
              severity: "error",
              file,
              line: firstLine,
              evidence: `'${text}' uses the file ${name}, which nothing before it makes or mentions.`,
              remedy: `Say which code goes into ${name}, or where it comes from.`,
            });
          }
          known.add(name);
        }
      }
    }
    return found;
  },
};

/** A file that the command itself writes: `--out cert.pem`. */
function isOutput(text: string, name: string): boolean {
  const before = text.slice(0, text.indexOf(name));
  return /\s--?(?:o|out\w*|dest\w*)(?:-file|-path)?[ =]["']?(?:\.\/)?$/.test(before);
}

/** The files that the prose names, wherever: "Create a file named app.js". */
function namedFiles({ paragraphs, sections }: Article): Set<string> {
  const prose = [...paragraphs.map(({ text }) => text), ...sections.map(({ heading }) => heading)].join("\n");
  return new Set([...prose.replaceAll(isAddress, "").matchAll(fileName)].map((match) => match[1] ?? ""));
}
