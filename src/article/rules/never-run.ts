import type { Rule } from "../finding.ts";
import { kindOfLanguage } from "../language.ts";

const running: Readonly<Record<string, { what: string; by: RegExp }>> = {
  javascript: { what: "JavaScript", by: /\b(?:node|npm (?:start|run|test)|npx|yarn|pnpm|func start)\b(?! install)/ },
  python: { what: "Python", by: /\b(?:python3?|py|flask|pytest|func start)\b/ },
  csharp: { what: "C#", by: /\bdotnet (?:run|build|test|watch)\b|\bfunc start\b/ },
  java: { what: "Java", by: /\b(?:java|mvnw?|gradlew?)\b/ },
  go: { what: "Go", by: /\bgo (?:run|build|test)\b/ },
};

/** Code of a program that the article never has its reader run. */
export const neverRun: Rule = {
  id: "never-run",
  title: "The article's code is never run",
  find({ fences, paragraphs }) {
    const commands = fences.flatMap((fence) => fence.commands.map(({ text }) => text));
    const inProse = paragraphs.flatMap(({ code }) => code.map(({ text }) => text));
    const languages = Object.entries(running).map(([language, { what, by }]) => {
      const isOf = (each: string): boolean => each === language || language === kindOfLanguage(each);
      const code = fences.filter((fence) => fence.role === "code" && isOf(fence.language));
      return { what, code, isRun: [...commands, ...inProse].some((text) => by.test(text)) };
    });
    return languages
      .filter(({ code, isRun }) => code.length > 0 && !isRun)
      .map(({ what, code }) => ({
        severity: "warning",
        file: code[0]?.file ?? "",
        line: code[0]?.firstLine ?? 1,
        evidence: `The article has ${code.length} fences of ${what} and no command that runs any of it.`,
        remedy: "Say into which file the code goes, and by which command it is run.",
      }));
  },
};
