import type { Article, Fence, Section } from "../article.ts";
import { writeProgram } from "../compare/program-as-written.ts";
import { joinPrograms } from "../javascript.ts";
import { kindOfLanguage } from "../language.ts";
import { inputNameOf } from "./draft-values.ts";

/** A program of a draft, which a section of the article gives. */
export interface DraftProgram {
  /** The fence after which it is run. */
  fence: Fence;
  text: string;
  also: readonly string[];
  environment: Readonly<Record<string, string>>;
}

/**
 * Finds which section's code is a program of its own. Fences of one program that only declare are the beginning of those
 * after them that do something.
 */
export async function draftPrograms(article: Article): Promise<{
  programs: ReadonlyMap<Section, DraftProgram>;
  variables: Record<string, string>;
}> {
  const scripts = article.fences.filter(
    ({ role, language }) => role === "code" && kindOfLanguage(language) === "javascript",
  );
  const programs = new Map<Section, DraftProgram>();
  const variables: Record<string, string> = {};
  for (const { fences, code } of await joinPrograms(scripts)) {
    for (const { name } of code.unknown) variables[name] = `\${${inputNameOf(name)}}`;
    const beginning: Fence[] = [];
    for (const fence of fences) {
      if (!doesSomething(fence.text)) {
        beginning.push(fence);
        continue;
      }
      const { text, environment } = await writeProgram([...beginning, fence], { variables });
      const also = [...new Set(beginning.map(({ section }) => section.heading))];
      programs.set(fence.section, {
        fence,
        text,
        environment,
        also: also.filter((each) => each !== fence.section.heading),
      });
    }
  }
  return { programs, variables };
}

/** A statement that is no declaration of a name by `require`, `new` or what the environment holds. */
function doesSomething(text: string): boolean {
  return /\bawait\b|^\s*[\w.]+\(.*\)\s*;?\s*$/m.test(text);
}
