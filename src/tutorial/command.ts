import { parse } from "shell-quote";
import { fill } from "./template.ts";

/**
 * Programs that a tutorial may run. `export` is done by the runner, which holds the environment for the steps after it;
 * so is `rm`, which removes nothing outside the run's own folder.
 */
export const programs = ["az", "npm", "node", "export", "rm"] as const;
export type Program = (typeof programs)[number];

/**
 * Splits a command line into words as a shell would, before anything is filled in: so no value can become a second
 * word. Redirections, pipes, globs and comments are refused: what a tutorial runs is one program.
 * @throws Error with a sentence that says what is wrong
 */
export function splitCommand(line: string): string[] {
  const words = parseLine(line).map((word) => {
    if (typeof word === "string") return word;
    const what = "op" in word ? `'${word.op}'` : "a comment";
    throw new Error(`a command is one program and its arguments, without a shell: ${what} is not allowed in it`);
  });
  if (!isProgram(words[0])) {
    throw new Error(`a command starts with ${programs.join(", ")}, not with '${words[0] ?? ""}'`);
  }
  return words;
}

function parseLine(line: string): ReturnType<typeof parse> {
  try {
    return parse(line, (name) => `\${${name}}`);
  } catch {
    throw new Error("a command fills in values as ${name}, with a brace on either side of the name");
  }
}

/** Whether a tutorial may run this program. */
export function isProgram(word: string | undefined): word is Program {
  return programs.some((program) => program === word);
}

/** Fills in each word by itself. */
export function fillCommand(words: readonly string[], valueOf: (name: string) => string): string[] {
  return words.map((word) => fill(word, valueOf));
}

/** Writes words as a line that can be pasted into bash. */
export function quoteCommand(words: readonly string[]): string {
  const [program = "", ...args] = words;
  return [quoteWord(program), ...args.map(program === "export" ? quoteAssignment : quoteWord)].join(" ");
}

/** Leaves the name of `NAME=value` out of the quotes, as people write it. */
function quoteAssignment(word: string): string {
  const [, name, value] = /^(\w+=)([\s\S]*)$/.exec(word) ?? [];
  return name === undefined || value === undefined ? quoteWord(word) : name + quoteWord(value);
}

/** Quotes one word for a POSIX shell, where it needs it. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./•-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
