import { isProgram, quoteWord, splitCommand } from "../../tutorial/command.ts";
import { messageOf } from "../../errors.ts";
import type { Article, ArticleCommand, Fence, Section } from "../article.ts";
import { kindOfLanguage } from "../language.ts";
import type { DraftCommand, DraftStep } from "./draft.ts";
import { effectOf, type ArticleFacts, type CommandEffect } from "./draft-declarations.ts";
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
  const facts = { setsPolicies: article.fences.some(({ text }) => text.includes("az keyvault set-policy")) };
  const exported = new Set<string>();
  const ids = new Set<string>();
  const steps = article.sections.flatMap((section): DraftStep[] => {
    const fences = article.fences.filter((fence) => fence.section === section);
    const program = programs.get(section);
    const id = uniqueId(section.heading, ids);
    const cleansUp = isCleanUp.test(section.heading);
    const taken = fences.flatMap((fence): Taken[] => {
      if (fence !== program?.fence) return commandsOf(fence, values, { facts, cleansUp });
      const fresh = Object.entries(program.environment).filter(([name]) => !exported.has(name));
      for (const [name] of fresh) exported.add(name);
      const commands = [...fresh.map(([name, value]) => `export ${name}=${value}`), `node ${id}.js`];
      return commands.map((command) => ({ command: { command }, effect: {} }));
    });
    if (taken.length === 0) return [];
    ids.add(id);
    decisions.push(...taken.flatMap(({ decision }) => decision ?? []));
    const also = program === undefined || program.also.length === 0 ? {} : { also: program.also };
    const left = taken.flatMap(({ leftOut }) => leftOut ?? []);
    const differs = [
      ...(cleansUp ? [cleanUpDiffers] : []),
      ...(left.length === 0 ? [] : [`The draft leaves out ${left.join(" and ")}.`]),
    ];
    const why = differs.length === 0 ? {} : { differs: differs.join(" ") };
    const own = cleansUp ? [] : taken;
    return [
      {
        ...{ id, title: section.heading, text: proseOf(article, section), needs: [] },
        run: own.flatMap(({ command }) => command ?? []),
        makes: own.flatMap(({ effect }) => effect?.makes ?? []),
        removes: own.flatMap(({ effect }) => effect?.removes ?? []),
        "cleans-up": cleansUp,
        article: { heading: section.heading, ...also, ...why },
        program: program?.text,
      },
    ];
  });
  return { steps: inOrder(steps, decisions), variables, decisions };
}

/** Each step needs those before it, without knowing more; the clean-up comes last, and is there if anything is made. */
function inOrder(steps: readonly DraftStep[], decisions: string[]): DraftStep[] {
  const ordered = [...steps.filter((step) => !step["cleans-up"]), ...steps.filter((step) => step["cleans-up"])];
  if (ordered.some((step, index) => step !== steps[index])) {
    decisions.push("The article goes on after its clean-up; the draft cleans up last.");
  }
  if (ordered.at(-1)?.["cleans-up"] !== true && ordered.some(({ makes }) => makes.length > 0)) {
    decisions.push("The article has no clean-up; the draft adds one.");
    const words = { id: "remove-what-was-made", title: "Clean up", text: "All that the steps made is removed." };
    ordered.push({ ...words, needs: [], run: [], makes: [], removes: [], "cleans-up": true, program: undefined });
  }
  return ordered.map((step, index) =>
    Object.assign(step, { needs: index === 0 || step["cleans-up"] ? [] : [ordered[index - 1]?.id ?? ""] }),
  );
}

const cleanUpDiffers =
  "The draft's clean-up removes what each step made, answers az's question itself, and removes what a deletion leaves.";

/** A command of the article, taken into the draft or left out. */
interface Taken {
  command?: DraftCommand;
  effect?: CommandEffect;
  /** The command and why it is left out. */
  leftOut?: string;
  decision?: string;
}

function commandsOf(
  { commands, language, role }: Fence,
  values: DraftValues,
  { facts, cleansUp }: { facts: ArticleFacts; cleansUp: boolean },
): Taken[] {
  if (role !== "commands" || kindOfLanguage(language) !== "shell") return [];
  return commands.map((command): Taken => {
    const line = fillLine(command.text, values);
    const [program] = line.split(" ");
    const leave = (why: string): Taken => ({
      leftOut: `'${command.text}' (${why})`,
      decision: `Line ${command.firstLine}: '${command.text}' is left out (${why}).`,
    });
    try {
      splitCommand(line);
    } catch (error) {
      return leave(isProgram(program) ? messageOf(error) : `a tutorial does not run '${program}'`);
    }
    // What cleans up is known by what the steps make.
    if (cleansUp) return { effect: {} };
    if (line.startsWith("az login")) return leave("the reader is signed in before the tutorial begins");
    const effect = effectOf(line, facts);
    if (effect === undefined) return leave("the draft cannot say what it makes or changes, so nothing would prove it");
    const capture = values.captures.get(command);
    const more = {
      ...(effect.unlessThere === undefined ? {} : { makes: effect.unlessThere }),
      ...(capture === undefined ? {} : { capture }),
    };
    const decision = decisionFor(command, program, line, facts);
    return { command: { command: line, ...more }, effect, ...(decision === undefined ? {} : { decision }) };
  });
}

function decisionFor(
  { text, firstLine }: ArticleCommand,
  program: string | undefined,
  line: string,
  facts: ArticleFacts,
): string | undefined {
  if (program === "node") {
    return `Line ${firstLine}: '${text}' runs a file of the article; the draft's files are named for their steps.`;
  }
  if (!line.startsWith("az keyvault create") || line.includes("--enable-rbac-authorization")) return undefined;
  const used = facts.setsPolicies
    ? "access policies, which the article sets; az 2.61.0 and newer make one with roles"
    : "roles";
  return `Line ${firstLine}: whether the vault uses access policies or roles, and to say it by --enable-rbac-authorization. The draft declares ${used}.`;
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
