import { basename } from "node:path";
import { stringify } from "yaml";
import type { Article } from "../article.ts";
import { kindOfLanguage } from "../language.ts";
import type { Draft, DraftStep } from "./draft.ts";
import { draftSteps } from "./draft-steps.ts";
import { findValues } from "./draft-values.ts";

/**
 * Drafts a tutorial of an article: a step for each section that has something to do, its commands with inputs for what
 * the reader replaces, captures for what a command prints, its code as programs. Each step's verification fails until a
 * person has written it: what proves a step no text tells.
 * @param link where the article is published
 * @returns the draft's files, and what its author has to decide
 */
export async function importArticle(article: Article, link: string): Promise<Draft> {
  const values = findValues(article);
  const { steps, variables, decisions } = await draftSteps(article, values);
  const inputs = { ...values.inputs };
  for (const [name, value] of Object.entries(variables)) {
    inputs[value.slice(2, -1)] = { about: `what the article's code calls ${name}`, default: "${random}" };
  }
  const copy = `article/${basename(article.path) || "article.md"}`;
  const leavesOut = leftOut(article);
  const tutorial = {
    title: article.title,
    about: String(article.metadata["description"] ?? article.title),
    article: {
      title: article.title,
      link,
      updated: String(article.metadata["ms.date"] ?? "unknown"),
      seen: copy,
      placeholders: values.placeholders,
      ...(Object.keys(variables).length === 0 ? {} : { variables }),
      ...(Object.keys(leavesOut).length === 0 ? {} : { "leaves-out": leavesOut }),
    },
    inputs,
    steps: steps.map(inYaml),
  };
  const files = new Map([
    ["tutorial.yaml", stringify(tutorial, { lineWidth: 120 })],
    [copy, article.text],
    ...steps.map((step) => [`steps/${step.id}.ts`, writeStep(step)] as const),
  ]);
  return {
    files,
    decisions: [
      ...values.decisions,
      ...Object.keys(variables).map(
        (name) => `The article's code never says what ${name} is: the draft makes it an input.`,
      ),
      ...decisions,
      ...steps
        .filter((step) => !step["cleans-up"])
        .map(({ id }) => `steps/${id}.ts: how it is verified that '${id}' did what it says.`),
      ...steps
        .filter(
          ({ undo, run }) => undo.length === 0 && run.some(({ command }) => /^az [a-z -]*\bcreate\b/.test(command)),
        )
        .map(({ id }) => `tutorial.yaml: how what '${id}' makes is removed.`),
    ],
  };
}

/** Shells of the article that a tutorial runs nothing of. */
function leftOut({ fences }: Article): Record<string, string> {
  const languages = fences.filter(
    ({ role, language }) => role === "commands" && kindOfLanguage(language) === "powershell",
  );
  return Object.fromEntries(languages.map(({ language }) => [language, "The draft runs the Azure CLI's commands."]));
}

/** A step without what is empty, and without its program, which has a file of its own. */
function inYaml(step: DraftStep): object {
  return Object.fromEntries(Object.entries(step).filter(([key, value]) => key !== "program" && !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return value === false || (Array.isArray(value) && value.length === 0);
}

function writeStep({ id, title, program, "cleans-up": cleansUp }: DraftStep): string {
  const code = program === undefined ? "" : `const program = ${writeTemplate(program)};\n\n`;
  const verify = cleansUp
    ? "    return [];"
    : [
        "    // Look through another door than the commands used: what is there now that was not there before?",
        `    const title = ${JSON.stringify(`'${title}' did what it says`)};`,
        `    return [{ title, ok: false, expected: "verified", actual: "nothing looks yet", hint: "Write verify in steps/${id}.ts." }];`,
      ].join("\n");
  return `${code}export default {\n${program === undefined ? "" : "  program,\n"}  async verify() {\n${verify}\n  },\n};\n`;
}

function writeTemplate(text: string): string {
  return `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
}
