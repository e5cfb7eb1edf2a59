import { stringify } from "yaml";
import { quoteCommand } from "../../tutorial/command.ts";
import { fill, namesIn } from "../../tutorial/template.ts";
import type { Command, Tutorial, TutorialStep } from "../../tutorial/tutorial.ts";
import { programOf } from "../compare/step-words.ts";

/** What an exported article says beside the tutorial's own words. */
export interface MarkdownOptions {
  /** Front matter, such as `ms.date` and `author`. */
  metadata?: Readonly<Record<string, string>>;
  /** Links for the end, as `[words, address]`. */
  nextSteps?: readonly (readonly [string, string])[];
}

/**
 * Writes a tutorial as an article in Microsoft Learn's dialect: a section a step, its commands and its program, what the
 * reader replaces in angle brackets, the clean-up for the Azure CLI and, for a resource group, for Azure PowerShell.
 * `compareArticle` finds all of it covered.
 */
export function exportMarkdown(tutorial: Tutorial, { metadata = {}, nextSteps = [] }: MarkdownOptions = {}): string {
  const { title, about, steps } = tutorial;
  const front = stringify({ title, description: about.split("\n")[0], ...metadata }, { lineWidth: 0 });
  const body = [
    `# ${title}`,
    escapeProse(about),
    "## Placeholders",
    "Replace what stands in angle brackets in the commands:",
    writePlaceholders(tutorial),
    ...steps.flatMap((step) => (step["cleans-up"] ? writeCleanUp(tutorial, step) : writeStep(step))),
    ...(nextSteps.length === 0
      ? []
      : ["## Next steps", nextSteps.map(([words, to]) => `- [${words}](${to})`).join("\n")]),
  ];
  return `---\n${front}---\n\n${body.join("\n\n")}\n`;
}

function writeStep(step: TutorialStep): string[] {
  const program = programOf(step);
  const code =
    program === undefined
      ? []
      : [`Create a file named \`${step.id}.js\` with this code:`, writeFence("javascript", program.trimEnd())];
  return [`## ${headingOf(step)}`, escapeProse(step.text), ...signIn(step), ...code, ...writeCommands(step.run)];
}

/** In Markdown, `<name>` is a tag, and not shown. */
function escapeProse(text: string): string {
  return text.trim().replaceAll("<", String.raw`\<`);
}

function headingOf({ article, title }: TutorialStep): string {
  return article?.heading ?? title;
}

/** The tutorial looks whether its reader is signed in; an article says how to. */
function signIn({ run }: TutorialStep): string[] {
  return run.some(({ words }) => words.join(" ").startsWith("az account show"))
    ? ["If you are not signed in yet, sign in to Azure with `az login`."]
    : [];
}

/** Commands without a condition stand together; each other one stands for itself, under its condition. */
function writeCommands(commands: readonly Command[]): string[] {
  const blocks: { say: string | undefined; commands: Command[] }[] = [];
  for (const command of commands) {
    const say = condition(command);
    const last = blocks.at(-1);
    if (say === undefined && last !== undefined && last.say === undefined && sameLanguage(last.commands, command)) {
      last.commands.push(command);
    } else {
      blocks.push({ say, commands: [command] });
    }
  }
  return blocks.flatMap(({ say, commands: each }) => {
    const fence = writeFence(languageOf(each[0]), each.map(writeCommand).join("\n\n"));
    return say === undefined ? [fence] : [say, fence];
  });
}

function condition({ when, stdin }: Command): string | undefined {
  if (stdin !== undefined) return `When the program asks, type the ${inWords(namesIn(stdin)[0] ?? "value")}:`;
  return when === undefined ? undefined : `Only if this holds: ${inWords(when)}.`;
}

function sameLanguage([first]: readonly Command[], command: Command): boolean {
  return languageOf(first) === languageOf(command);
}

function languageOf(command: Command | undefined): string {
  return command?.words[0] === "az" ? "azurecli" : "console";
}

function writeCommand({ words }: Pick<Command, "words">): string {
  return quoteCommand(words.map((word) => fill(word, (name) => `<${kebab(name)}>`)));
}

function writeFence(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map(({ length }) => length));
  const mark = "`".repeat(longest + 1);
  return `${mark}${language}\n${text}\n${mark}`;
}

function writePlaceholders(tutorial: Tutorial): string {
  const commands = tutorial.steps.flatMap(({ run, undo }) => [...run, ...undo]);
  const used = [...new Set(commands.flatMap(({ line }) => namesIn(line)))].filter((name) => !isOwn(name));
  const rows = used.map((name) => `| \`<${kebab(name)}>\` | ${meaningOf(tutorial, name)} |`);
  return ["| Placeholder | Meaning |", "| --- | --- |", ...rows].join("\n");
}

function meaningOf({ inputs, steps }: Tutorial, name: string): string {
  const input = inputs[name];
  if (input !== undefined) return `The ${input.about}${input.rule === undefined ? "" : `. ${input.rule}`}`;
  const step = steps.find(({ run }) => run.some(({ capture }) => capture[name] !== undefined));
  if (step === undefined) return `The ${inWords(name)}, which has to be looked up`;
  const { json } = step.run.map(({ capture }) => capture[name]).find((each) => each !== undefined) ?? {};
  const properties = json === undefined ? "" : `, as ${json.map((each) => `\`${each}\``).join(" or ")}`;
  return `What the command of '${headingOf(step)}' prints${properties}`;
}

function writeCleanUp(tutorial: Tutorial, step: TutorialStep): string[] {
  const undo = tutorial.steps
    .toReversed()
    .flatMap((each) => each.undo)
    .filter(({ line }) => !namesIn(line).some(isOwn));
  const group = undo.find(({ words }) => words.join(" ").startsWith("az group delete"));
  const name = group?.words[group.words.findIndex((word) => /^(?:-n|--name|-g|--resource-group)$/.test(word)) + 1];
  const powerShell =
    name === undefined
      ? []
      : [
          "Or, for the resource group and all that is in it, with Azure PowerShell (sign in with `Connect-AzAccount`):",
          writeFence("azurepowershell", `Remove-AzResourceGroup -Name '${fill(name, (each) => `<${kebab(each)}>`)}'`),
        ];
  return [`## ${headingOf(step)}`, escapeProse(step.text), ...writeCommands(undo), ...powerShell];
}

/** What lies in the run's own folder is no matter of an article's reader. */
function isOwn(name: string): boolean {
  return name === "project" || name === "environmentFile";
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function inWords(name: string): string {
  return kebab(name).replaceAll("-", " ");
}
