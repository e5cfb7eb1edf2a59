import { basename } from "node:path";
import { stringify } from "yaml";
import type { Article } from "../article.ts";
import { kindOfLanguage } from "../language.ts";
import type { Draft, DraftStep } from "./draft.ts";
import { draftSteps } from "./draft-steps.ts";
import { findValues } from "./draft-values.ts";

/**
 * Drafts a tutorial of an article: a step for each section that has something to do, its commands with inputs for what
 * the reader replaces, captures for what a command prints, its code as programs, and what the az commands that are known
 * make. Where a step makes nothing that is declared, its verification fails until a person has written it: what proves
 * such a step no text tells.
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
    id: slugOf(article.title),
    title: article.title,
    about: article.metadata["description"] ?? article.title,
    article: {
      title: article.title,
      link,
      updated: article.metadata["ms.date"] ?? "unknown",
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
    ...steps.filter(hasFile).map((step) => [`steps/${step.id}.ts`, writeStep(step)] as const),
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
        .filter((step) => !isProved(step))
        .map(({ id }) => `steps/${id}.ts: how it is verified that '${id}' did what it says.`),
      ...steps
        .filter(({ program }) => program !== undefined)
        .map(({ id }) => `tutorial.yaml: what the program of '${id}' makes, changes or removes.`),
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

/** Whether what a step declares proves it: then it needs no verification of its own. */
function isProved({ makes, removes, run, "cleans-up": cleansUp }: DraftStep): boolean {
  if (cleansUp || makes.length + removes.length > 0) return true;
  return run.length > 0 && run.every(({ command }) => command.startsWith("export "));
}

function hasFile(step: DraftStep): boolean {
  return step.program !== undefined || !isProved(step);
}

function writeStep(step: DraftStep): string {
  const { id, title, program } = step;
  const code = program === undefined ? "" : `const program = ${writeTemplate(program)};\n\n`;
  if (isProved(step)) return `${code}export default { program };\n`;
  const verify = [
    "    // Look through another door than the commands used: what is there now that was not there before?",
    `    const title = ${JSON.stringify(`'${title}' did what it says`)};`,
    `    return [{ title, ok: false, expected: "verified", actual: "nothing looks yet", hint: "Write verify in steps/${id}.ts." }];`,
  ].join("\n");
  return `${code}export default {\n${program === undefined ? "" : "  program,\n"}  async verify() {\n${verify}\n  },\n};\n`;
}

function writeTemplate(text: string): string {
  return `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
}

/** A title as an id: lower-case words with hyphens. */
function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return slug || "tutorial";
}
