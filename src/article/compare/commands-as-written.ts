import { messageOf } from "../../errors.ts";
import { splitCommand } from "../../tutorial/command.ts";
import type { Command, Tutorial, TutorialStep } from "../../tutorial/tutorial.ts";
import type { Article, Fence } from "../article.ts";
import { kindOfLanguage } from "../language.ts";
import { writeProgram } from "./program-as-written.ts";
import { fillIn } from "./step-words.ts";

/** What the article tells its reader to do for one step. */
export interface StepAsWritten {
  step: string;
  commands: readonly Command[];
  /** The article's code for the step's program, run as `node <step>.js`; undefined where it gives none. */
  program: string | undefined;
  /** Lines of the article that no tutorial may run, as they are: what they hold is said, not left out silently. */
  refused: readonly { text: string; line: number; why: string }[];
}

/**
 * Takes the commands of each step out of the article: literally, with its placeholders filled in and its lines noted in
 * `articleLine`. A fence of JavaScript becomes the step's program and the command that runs it. What else a command
 * needs (what is captured of its output, its input, an answer, an exit code) comes from the command of
 * `article.as-written` that it starts with, or else is captured as the step's own command with the same name does.
 * @returns one entry for each step that stands for a heading of the article and has something to do there
 */
export async function commandsAsWritten(article: Article, tutorial: Tutorial): Promise<StepAsWritten[]> {
  const exported = new Set<string>();
  const steps: StepAsWritten[] = [];
  for (const step of tutorial.steps) {
    const written = await writeStep(article, tutorial, step, exported);
    if (written.commands.length > 0 || written.refused.length > 0) steps.push(written);
  }
  return steps;
}

/** @param exported names that steps before it have exported; the environment stays */
async function writeStep(
  article: Article,
  tutorial: Tutorial,
  step: TutorialStep,
  exported: Set<string>,
): Promise<StepAsWritten> {
  const commands: Command[] = [];
  const refused: { text: string; line: number; why: string }[] = [];
  const add = (text: string, line: number | undefined): void => {
    const filled = fillIn(text, tutorial);
    try {
      commands.push(completeCommand(step, { text, filled, words: splitCommand(filled), line }));
    } catch (error) {
      refused.push({ text, line: line ?? 0, why: messageOf(error) });
    }
  };
  const fences = article.fences.filter((fence) => !isLeftOut(fence, tutorial));
  const own = fences.filter(({ section }) => section.heading === step.article?.heading);
  const code = own.filter(isCode);
  const before = fences.filter(({ section }) => step.article?.also?.includes(section.heading) === true).filter(isCode);
  const given = { variables: tutorial.article.variables ?? {}, adds: step.article?.adds };
  const program = code.length === 0 ? undefined : await writeProgram([...before, ...code], given);
  for (const fence of own) {
    if (fence.role === "commands") for (const { text, firstLine } of fence.commands) add(text, firstLine);
    if (fence !== code.at(-1)) continue;
    for (const [name, value] of Object.entries(program?.environment ?? {})) {
      if (!exported.has(name)) add(`export ${name}=${value}`, undefined);
      exported.add(name);
    }
    add(`node ${step.id}.js`, lastLineOfCode(fence));
  }
  return { step: step.id, commands, program: program?.text, refused };
}

function isCode({ role, language }: Fence): boolean {
  return role === "code" && kindOfLanguage(language) === "javascript";
}

function isLeftOut(fence: Fence, tutorial: Tutorial): boolean {
  const leavesOut = tutorial.article.leavesOut ?? {};
  return leavesOut[fence.language] !== undefined || leavesOut[fence.variant?.name ?? ""] !== undefined;
}

/** The line that does it: a fence's last one. */
function lastLineOfCode({ text, textLine }: Fence): number {
  return textLine + text.trimEnd().split("\n").length - 1;
}

function completeCommand(
  step: TutorialStep,
  { text, filled, words, line }: { text: string; filled: string; words: readonly string[]; line: number | undefined },
): Command {
  const stated = step.article?.asWritten.find(({ command }) => text.startsWith(command));
  const { command: _, articleLine: __, ...rest } = stated ?? { command: "" };
  const own = step.run.find((each) => nameOf(each.words) === nameOf(words));
  return {
    when: {},
    capture: own?.capture ?? {},
    ...rest,
    line: filled,
    words,
    ...(line === undefined ? {} : { articleLine: line }),
  };
}

/** What a command is called: `az ad sp create-for-rbac`. */
function nameOf(words: readonly string[]): string {
  const option = words.findIndex((word) => word.startsWith("-"));
  return words.slice(0, option === -1 ? words.length : option).join(" ");
}
