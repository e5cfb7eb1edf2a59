import { stringify } from "yaml";
import { quoteCommand } from "../../tutorial/command.ts";
import type { Kind } from "../../tutorial/resource.ts";
import { fill, namesIn } from "../../tutorial/template.ts";
import type { Command, Tutorial, TutorialStep } from "../../tutorial/tutorial.ts";
import { programOf } from "../compare/step-words.ts";
import { idCommand } from "../made-up-id.ts";
import { removalCommands, removalsOf, type Removal } from "../removal.ts";

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
 * @param kinds of the tutorial's platform
 */
export function exportMarkdown(
  tutorial: Tutorial,
  kinds: readonly Kind<never>[],
  { metadata = {}, nextSteps = [] }: MarkdownOptions = {},
): string {
  const { title, about, steps } = tutorial;
  const removals = removalsOf(tutorial, kinds);
  const cleanUp = removalCommands(removals, kinds);
  const own: Own = { tutorial, removals, cleanUp };
  const front = stringify(
    { title, description: about.trim().split("\n\n")[0]?.replaceAll("\n", " "), ...metadata },
    { lineWidth: 0 },
  );
  const body = [
    `# ${title}`,
    escapeProse(about),
    "## Placeholders",
    "Replace what stands in angle brackets in the commands:",
    writePlaceholders(own),
    ...steps.flatMap((step) => (step.cleansUp ? writeCleanUp(own, step) : writeStep(tutorial, step))),
    ...(nextSteps.length === 0
      ? []
      : ["## Next steps", nextSteps.map(([words, to]) => `- [${words}](${to})`).join("\n")]),
  ];
  return `---\n${front}---\n\n${body.join("\n\n")}\n`;
}

/** What is written, with what removes it. */
interface Own {
  tutorial: Tutorial;
  removals: readonly Removal[];
  cleanUp: readonly (readonly string[])[];
}

function writeStep(tutorial: Tutorial, step: TutorialStep): string[] {
  const program = programOf(step);
  const code =
    program === undefined
      ? []
      : [`Create a file named \`${step.id}.js\` with this code:`, writeFence("javascript", program.trimEnd())];
  return [
    `## ${headingOf(step)}`,
    escapeProse(step.text),
    ...signIn(step),
    ...code,
    ...writeCommands(tutorial, step.run),
  ];
}

/** In Markdown, `<name>` is a tag, and not shown. What the run's own folder holds, an article's reader keeps where he likes. */
function escapeProse(text: string): string {
  const escaped = text.trim().replaceAll("<", String.raw`\<`);
  return fill(escaped, (name) => (isOwn(name) ? "your file" : `\`<${kebab(name)}>\``));
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
function writeCommands(tutorial: Tutorial, all: readonly Command[]): string[] {
  // Who does it for the first time has nothing to recover.
  const commands = all.filter(({ recovers }) => recovers === undefined);
  const blocks: { say: string | undefined; commands: Command[] }[] = [];
  for (const command of commands) {
    const say = condition(tutorial, command);
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

function condition({ inputs }: Tutorial, { when, stdin }: Command): string | undefined {
  if (stdin !== undefined) return `When the program asks, type the ${inWords(namesIn(stdin)[0] ?? "value")}:`;
  const conditions = Object.entries(when).map(
    ([name, value]) => `the ${inputs[name]?.about ?? inWords(name)} is \`${value}\``,
  );
  return conditions.length === 0 ? undefined : `If ${conditions.join(" and ")}:`;
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

function writePlaceholders(own: Own): string {
  const run = own.tutorial.steps.flatMap((step) => step.run.filter(({ recovers }) => recovers === undefined));
  const words = [...run.flatMap(({ line, stdin = "" }) => [line, stdin]), ...own.cleanUp.flat()];
  const used = [...new Set(words.flatMap(namesIn))].filter((name) => !isOwn(name));
  const rows = used.map((name) => `| \`<${kebab(name)}>\` | ${meaningOf(own, name)} |`);
  return ["| Placeholder | Meaning |", "| --- | --- |", ...rows].join("\n");
}

const meanings: Readonly<Record<string, string>> = {
  mark: "Something by which you find again what you made, such as your name and the date",
  userId: "What `az ad signed-in-user show --query id --output tsv` prints",
  userType: "`User`, or `ServicePrincipal` if you signed in as one",
};

function meaningOf({ tutorial: { inputs, steps }, removals }: Own, name: string): string {
  const input = inputs[name];
  if (input !== undefined) return `The ${input.about}${input.rule === undefined ? "" : `. ${input.rule}`}`;
  const step = steps.find(({ run }) => run.some(({ capture }) => capture[name] !== undefined));
  if (step === undefined) return meanings[name] ?? lookedUp(removals, name);
  const { json } = step.run.map(({ capture }) => capture[name]).find((each) => each !== undefined) ?? {};
  const properties = json === undefined ? "" : `, as ${json.map((each) => `\`${each}\``).join(" or ")}`;
  return `What the command of '${headingOf(step)}' prints${properties}`;
}

function lookedUp(removals: readonly Removal[], name: string): string {
  const made = removals.find(({ idName }) => idName === name);
  const words = made && idCommand(made.declaration, made.step);
  return words === undefined
    ? `The ${inWords(name)}, which has to be looked up`
    : `What \`${writeCommand({ words }).replaceAll("'<", "<").replaceAll(">'", ">")}\` prints`;
}

function writeCleanUp({ cleanUp, removals }: Own, step: TutorialStep): string[] {
  const ids = new Set(removals.flatMap(({ idName }) => idName ?? []));
  const needed = [...new Set(cleanUp.flat().flatMap(namesIn))].filter((name) => ids.has(name));
  const first = `Note ${needed.map((name) => `\`<${kebab(name)}>\``).join(" and ")} first: what is deleted cannot be asked for it.`;
  const group = cleanUp.find((words) => words.join(" ").startsWith("az group delete"));
  const name = group?.[group.findIndex((word) => /^(?:-n|--name|-g|--resource-group)$/.test(word)) + 1];
  const powerShell =
    name === undefined
      ? []
      : [
          "Or, for the resource group and all that is in it, with Azure PowerShell (sign in with `Connect-AzAccount`):",
          writeFence("azurepowershell", `Remove-AzResourceGroup -Name '${fill(name, (each) => `<${kebab(each)}>`)}'`),
        ];
  const language = cleanUp[0]?.[0] === "az" ? "azurecli" : "console";
  const commands = writeFence(language, cleanUp.map((words) => writeCommand({ words })).join("\n\n"));
  return [
    `## ${headingOf(step)}`,
    escapeProse(step.text),
    ...(needed.length === 0 ? [] : [first]),
    ...(cleanUp.length === 0 ? [] : [commands]),
    ...powerShell,
  ];
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
