import type { Article } from "../article.ts";
import type { Found, Rule } from "../finding.ts";

interface Need {
  /** A command that needs it. */
  by: RegExp;
  /** What shows that the article thinks of it: a command or a sentence. */
  met: RegExp;
  evidence: string;
  remedy: string;
}

const needs: readonly Need[] = [
  {
    by: /^az (?!login|logout|version|upgrade|config|extension|find|interactive|cloud|feedback|account clear|bicep|-)[a-z]/,
    met: /\b(?:az login|Cloud Shell)\b|\b(?:sign|signed|log|logged)[ -]in(?:to)?\b/i,
    evidence: "The command needs a reader who is signed in, and the article never says so.",
    remedy: "Say before it: az login, and which subscription is used.",
  },
  {
    by: /^(?:New|Get|Set|Remove|Add|Update)-Az\w+/,
    met: /\b(?:Connect-AzAccount|Cloud Shell)\b|\b(?:sign|signed|log|logged)[ -]in(?:to)?\b/i,
    evidence: "The command needs a reader who is signed in with Azure PowerShell, and the article never says so.",
    remedy: "Say before it: Connect-AzAccount.",
  },
  {
    by: /^npm (?:i|install) (?!-g\b|--global\b)[\w@]/,
    met: /\bnpm (?:init|create)\b|package\.json|git clone/,
    evidence: "npm installs into the nearest folder above that has a package.json, and the article never makes one.",
    remedy: "Have the reader make a folder for the program and run npm init --yes in it first.",
  },
];

const programs: readonly { program: RegExp; name: string; said: RegExp }[] = [
  { program: /^az\b/, name: "the Azure CLI", said: /Azure CLI|\baz\b/ },
  { program: /^(?:node|npm|npx)\b/, name: "Node.js", said: /Node(?:\.js)?|npm/i },
  { program: /^docker\b/, name: "Docker", said: /Docker/i },
  { program: /^git\b/, name: "Git", said: /\bgit\b/i },
  { program: /^dotnet\b/, name: "the .NET SDK", said: /\.NET/i },
  { program: /^(?:python3?|pip3?)\b/, name: "Python", said: /Python/i },
  { program: /^terraform\b/, name: "Terraform", said: /Terraform/i },
  { program: /^kubectl\b/, name: "kubectl", said: /kubectl/i },
  { program: /^jq\b/, name: "jq", said: /\bjq\b/i },
];

/** What the commands need and the article never mentions: signing in, a project, a program. */
export const prerequisite: Rule = {
  id: "prerequisite",
  title: "A prerequisite is never mentioned",
  find(article) {
    const commands = article.fences.flatMap(({ commands: each, file }) =>
      each.map((command) => ({ ...command, file })),
    );
    const all = [...commands.map(({ text }) => text), ...proseOf(article)].join("\n");
    // What an include says is not known when it could not be read.
    const isWhole = article.inclusions.every(({ problem }) => problem === undefined);
    const unmet = (isWhole ? needs : []).flatMap(({ by, met, evidence, remedy }): Found[] => {
      const first = commands.find(({ text }) => by.test(text));
      if (first === undefined || met.test(all)) return [];
      return [{ severity: "warning", file: first.file, line: first.firstLine, evidence, remedy }];
    });
    return [...unmet, ...(isWhole ? unlistedPrograms(article, commands) : [])];
  },
};

function unlistedPrograms(
  article: Article,
  commands: readonly { text: string; file: string; firstLine: number }[],
): Found[] {
  const isList = /prerequisite|before you (?:begin|start)|requirements|what you need/i;
  const list = article.sections.find(({ heading }) => isList.test(heading));
  const said = article.paragraphs
    .filter(({ section }) => section === list)
    .map(({ text }) => text)
    .join("\n");
  return programs.flatMap(({ program, name, said: named }): Found[] => {
    const first = commands.find(({ text }) => program.test(text));
    if (list === undefined || first === undefined || named.test(said)) return [];
    return [
      {
        severity: "note",
        file: first.file,
        line: first.firstLine,
        evidence: `The command needs ${name}, which '${list.heading}' in line ${list.firstLine} does not mention.`,
        remedy: `Add ${name} to the prerequisites.`,
      },
    ];
  });
}

function proseOf({ paragraphs, sections }: Article): string[] {
  return [...paragraphs.map(({ text }) => text), ...sections.map(({ heading }) => heading)];
}
