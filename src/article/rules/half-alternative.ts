import type { Rule } from "../finding.ts";
import { kindOfLanguage, type LanguageKind } from "../language.ts";

const tools: readonly { kind: LanguageKind; name: string }[] = [
  { kind: "shell", name: "the Azure CLI" },
  { kind: "powershell", name: "Azure PowerShell" },
];

/** A second tool that the article offers for some of its steps, and not for all: its reader cannot follow to the end. */
export const halfAlternative: Rule = {
  id: "half-alternative",
  title: "A tool is offered for some steps only",
  find({ fences }) {
    const commands = fences.filter(
      ({ role, text }) => role === "commands" && /^\s*(?:az |\$?\w*\s*=?\s*[A-Z]\w+-Az)/m.test(text),
    );
    const headings = (kind: LanguageKind): Set<string> =>
      new Set(
        commands.filter(({ language }) => kindOfLanguage(language) === kind).map(({ section }) => section.heading),
      );
    return tools.flatMap(({ kind, name }) => {
      const [own, others] = [headings(kind), headings(kind === "shell" ? "powershell" : "shell")];
      const lacking = [...others].filter((heading) => !own.has(heading));
      const first = commands.find(({ language }) => kindOfLanguage(language) === kind);
      // The tool of most steps is the article's; the other one is the alternative.
      if (first === undefined || lacking.length === 0 || own.size > others.size) return [];
      return [
        {
          severity: "note",
          file: first.file,
          line: first.firstLine,
          evidence: `${name} is offered here, and not for ${lacking.map((heading) => `'${heading}'`).join(", ")}.`,
          remedy: "Give the commands of both tools in every step, or of one.",
        } as const,
      ];
    });
  },
};
