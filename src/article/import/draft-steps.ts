import { isProgram, quoteWord, splitCommand } from "../../tutorial/command.ts";
import type { Article, Fence, Section } from "../article.ts";
import { kindOfLanguage } from "../language.ts";
import type { DraftCommand, DraftStep } from "./draft.ts";
import { draftPrograms } from "./draft-programs.ts";
import type { DraftValues } from "./draft-values.ts";

export interface DraftSteps {
  steps: readonly DraftStep[];
  /** Names that the article's code never defines, each with the value that the draft gives it. */
  variables: Record<string, string>;
  decisions: readonly string[];
}

const isCleanUp = /clean(?:ing)?[ -]?up|tear(?:ing)?[ -]?down/i;

/** Makes a step of each section that has something to do, in the article's order; the clean-up comes last. */
export async function draftSteps(article: Article, values: DraftValues): Promise<DraftSteps> {
  const decisions: string[] = [];
  const { programs, variables } = await draftPrograms(article);
  const exported = new Set<string>();
  const ids = new Set<string>();
  const steps = article.sections.flatMap((section): DraftStep[] => {
    const fences = article.fences.filter((fence) => fence.section === section);
    const program = programs.get(section);
    const id = uniqueId(section.heading, ids);
    const run = fences.flatMap((fence) => {
      if (fence !== program?.fence) return commandsOf(fence, values, decisions);
      const fresh = Object.entries(program.environment).filter(([name]) => !exported.has(name));
      for (const [name] of fresh) exported.add(name);
      return fresh
        .map(([name, value]) => ({ command: `export ${name}=${value}` }))
        .concat({ command: `node ${id}.js` });
    });
    if (run.length === 0) return [];
    ids.add(id);
    const also = program === undefined || program.also.length === 0 ? {} : { also: program.also };
    const cleansUp = isCleanUp.test(section.heading);
    return [
      {
        id,
        title: section.heading,
        text: proseOf(article, section),
        needs: [],
        run: cleansUp ? [] : run,
        undo: cleansUp ? [] : run.toReversed().flatMap(({ command }) => undoOf(command)),
        "cleans-up": cleansUp,
        article: { heading: section.heading, ...also, ...(cleansUp ? { differs: cleanUpDiffers } : {}) },
        program: program?.text,
      },
    ];
  });
  const ordered = [...steps.filter((step) => !step["cleans-up"]), ...steps.filter((step) => step["cleans-up"])];
  if (ordered.some((step, index) => step !== steps[index])) {
    decisions.push("The article goes on after its clean-up; the draft cleans up last.");
  }
  // Without knowing what a step needs, each needs those before it.
  return {
    steps: ordered.map((step, index) =>
      Object.assign(step, { needs: index === 0 || step["cleans-up"] ? [] : [ordered[index - 1]?.id ?? ""] }),
    ),
    variables,
    decisions,
  };
}

const cleanUpDiffers =
  "The draft's clean-up undoes each step, answers az's question itself, and removes what a deletion leaves.";

function commandsOf({ commands, language, role }: Fence, values: DraftValues, decisions: string[]): DraftCommand[] {
  if (role !== "commands" || kindOfLanguage(language) !== "shell") return [];
  return commands.flatMap((command): DraftCommand[] => {
    const line = fillLine(command.text, values);
    const [program] = line.split(" ");
    try {
      splitCommand(line);
    } catch (error) {
      const why = isProgram(program) ? (error as Error).message : `a tutorial does not run '${program}'`;
      decisions.push(`Line ${command.firstLine}: '${command.text}' is left out (${why}).`);
      return [];
    }
    const capture = values.captures.get(command);
    return [{ command: line, ...(capture === undefined ? {} : { capture }) }];
  });
}

/** The article's command with the draft's values: placeholders, and the names that it fixes. */
function fillLine(text: string, { placeholders, inputs }: DraftValues): string {
  const filled = Object.entries(placeholders).reduce(
    (line, [name, value]) =>
      line.replaceAll(`<${name}>`, value).replaceAll(`{${name}}`, (each) => (value.endsWith(each) ? each : value)),
    text,
  );
  return Object.entries(inputs).reduce((line, [name, input]) => {
    const fixed = input["as-written"];
    if (fixed === undefined) return line;
    const value = `\${${name}}`;
    return line
      .replaceAll(`"${fixed}"`, `"${value}"`)
      .replaceAll(new RegExp(`(?<=\\s)${quoteWord(fixed)}(?=\\s|$)`, "g"), () => value);
  }, filled);
}

/** How what a command makes is removed, as far as that is known. */
function undoOf(command: string): string[] {
  const option = (...names: string[]): string | undefined =>
    new RegExp(`\\s(?:${names.join("|")})[ =]("?)([^"\\s]+)\\1`).exec(command)?.[2];
  const name = option("--name", "-n", "-g");
  if (name === undefined) return [];
  if (command.startsWith("az group create")) return [`az group delete -n ${name} --yes`];
  if (command.startsWith("az keyvault create"))
    return [`az keyvault delete -n ${name}`, `az keyvault purge -n ${name}`];
  return [];
}

function uniqueId(heading: string, taken: ReadonlySet<string>): string {
  const words = heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  const id = words.length > 40 ? words.slice(0, 40).replace(/-[^-]*$/, "") : words || "step";
  let unique = id;
  for (let number = 2; taken.has(unique); number += 1) unique = `${id}-${number}`;
  return unique;
}

function proseOf({ paragraphs }: Article, section: Section): string {
  const own = paragraphs
    .filter((each) => each.section === section)
    .map(({ text }) =>
      text
        .replace(/^\[!\w+\]/, "")
        .replaceAll(/\s+/g, " ")
        .trim(),
    );
  return own.join("\n\n") || section.heading;
}
