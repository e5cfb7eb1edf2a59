import { quoteCommand } from "../../tutorial/command.ts";
import type { Command, Tutorial, TutorialStep } from "../../tutorial/tutorial.ts";
import type { Mutant } from "./mutant.ts";

/** The mistakes that an author may make in each command of a step: it is left out, or a flag of it, or it has another value. */
export function commandMutants(tutorial: Tutorial, step: TutorialStep, isRun: (command: Command) => boolean): Mutant[] {
  return step.run.flatMap((command, index) => {
    if (!isRun(command)) return [];
    const where = quoteCommand(command.words);
    const mutant = (how: string, words: readonly string[] | undefined): Mutant => ({
      ...{ step: step.id, where, how },
      tutorial: withCommand(tutorial, step, index, words),
    });
    return [mutant("left out", undefined), ...altered(command.words).map(({ how, words }) => mutant(how, words))];
  });
}

/** The tutorial with other words for one command, or without it. */
function withCommand(
  tutorial: Tutorial,
  step: TutorialStep,
  index: number,
  words: readonly string[] | undefined,
): Tutorial {
  const run = step.run.flatMap((command, at) =>
    at !== index ? [command] : words === undefined ? [] : [{ ...command, words }],
  );
  return { ...tutorial, steps: tutorial.steps.map((each) => (each.id === step.id ? { ...each, run } : each)) };
}

interface AlteredCommand {
  how: string;
  words: string[];
}

function altered(words: readonly string[]): AlteredCommand[] {
  return argumentsOf(words).flatMap((argument) => {
    const { from, to, flag } = argument;
    const without = { how: `without ${flag ?? words[from]}`, words: words.filter((_, at) => at < from || at >= to) };
    return [without].concat(withOtherValues(words, argument));
  });
}

function withOtherValues(words: readonly string[], { from, to, flag }: Argument): AlteredCommand[] {
  const first = flag === undefined ? from : from + 1;
  return words.slice(first, to).map((value, index) => ({
    how: `${flag === undefined ? "" : `${flag} `}${another(value)} in place of ${value}`,
    words: words.with(first + index, another(value)),
  }));
}

/** A flag with its values, or a value that stands alone: from one word up to another. */
interface Argument {
  from: number;
  to: number;
  flag?: string;
}

function argumentsOf(words: readonly string[]): Argument[] {
  const first = words[0] === "az" ? words.findIndex((word) => word.startsWith("-")) : words[0] === "npm" ? 2 : 1;
  if (first < 1) return [];
  const found: Argument[] = [];
  for (const [index, word] of words.entries()) {
    if (index < first) continue;
    const last = found.at(-1);
    if (word.startsWith("-")) found.push({ from: index, to: index + 1, flag: word });
    else if (words[0] === "az" && last?.flag !== undefined) last.to = index + 1;
    else found.push({ from: index, to: index + 1 });
  }
  return found;
}

/** Another value of the same kind. */
function another(value: string): string {
  if (value === "true") return "false";
  if (value === "false") return "true";
  if (/^\d+$/.test(value)) return String(Number(value) + 1);
  if (/^(get|list|set|delete|create|wrapKey|unwrapKey|encrypt|decrypt)$/.test(value)) return "purge";
  const [assigned, name = ""] = /^(\w+)=/.exec(value) ?? [];
  return assigned === undefined ? `${value}x` : `${name}=${value.slice(assigned.length)}x`;
}
