import { messageOf } from "../../errors.ts";
import type { Article, Fence } from "../article.ts";
import type { Found, Rule } from "../finding.ts";
import { joinPrograms, parseJavaScript } from "../javascript.ts";
import { kindOfLanguage } from "../language.ts";

/** Code that no parser of its language takes: JavaScript, JSON, and shell commands whose quotes stay open. */
export const unparsableCode: Rule = {
  id: "unparsable-code",
  title: "Code that does not parse",
  async find(article) {
    const each = await Promise.all(article.fences.map(parseFence));
    return [...each.flat(), ...(await findMisplacedAwait(article))];
  },
};

async function parseFence(fence: Fence): Promise<Found[]> {
  const kind = kindOfLanguage(fence.language);
  const at = (line: number, evidence: string, remedy: string): Found[] => [
    { severity: "error", file: fence.file, line, evidence, remedy },
  ];
  if (kind === "javascript" && fence.role === "code") {
    const code = await parseJavaScript(fence.text, fence.placeholders);
    if (!("message" in code)) return [];
    const line = fence.textLine + code.line - 1;
    return at(
      line,
      `This is not JavaScript: ${code.message}.`,
      "Correct it, and run the article's code before it is published.",
    );
  }
  // A language of JSON whose text is no JSON object or list; comments are not JSON either.
  if (kind === "json" && fence.role !== "output" && /^\s*[[{]/.test(fence.text) && !isAbridged(fence.text)) {
    const problem = problemOfJson(fence.text);
    return problem === undefined
      ? []
      : at(fence.textLine, `This is not JSON: ${problem}`, "Correct it, or use jsonc where it has comments.");
  }
  return fence.commands
    .filter(({ text }) => kind === "shell" && /^[a-z][\w.-]*(?:\s|=|$)/.test(text) && hasOddQuotes(text))
    .flatMap(({ firstLine, text }) =>
      at(firstLine, `A quote stays open in '${text.split("\n")[0]}': the shell waits for more.`, "Close the quote."),
    );
}

function problemOfJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** Where something is left out, the rest need not parse. */
function isAbridged(text: string): boolean {
  return /\.\.\.|…/.test(text);
}

function hasOddQuotes(text: string): boolean {
  // Within `$( … )` quotes begin anew, whatever stands around.
  if (/<<|\$\(|`/.test(text)) return false;
  const rest = text.replaceAll(/\\.|'[^']*'|"(?:\\.|[^"\\])*"|(?<=\s)#.*/gs, "");
  return /['"]/.test(rest);
}

/** `await` outside of a function is for modules, `require` for CommonJS: no file can have both. */
async function findMisplacedAwait({ fences }: Article): Promise<Found[]> {
  const programs = await joinPrograms(fences.filter(({ language }) => kindOfLanguage(language) === "javascript"));
  return programs.flatMap(({ code, placeOf }): Found[] => {
    if (!code.requires || code.topLevelAwait === undefined) return [];
    const { file, line } = placeOf(code.topLevelAwait);
    return [
      {
        severity: "error",
        file,
        line,
        evidence:
          "'await' stands outside of any function, in a program that uses 'require': Node says that await is only valid " +
          "in async functions and the top level bodies of modules.",
        remedy: "Put the code into an async function, or use import instead of require, in a module.",
      },
    ];
  });
}
