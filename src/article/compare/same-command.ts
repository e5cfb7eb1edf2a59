import { parse } from "shell-quote";
import type { Tutorial } from "../../tutorial/tutorial.ts";

// az's own short forms of what every command of it has.
const longForms: Readonly<Record<string, string>> = {
  "-n": "--name",
  "-g": "--resource-group",
  "-l": "--location",
  "-o": "--output",
};

/**
 * Splits a line as a shell would; `${name}` stays as it is.
 * @returns undefined for what is more than one program and its arguments: a pipe, a redirection, a comment
 */
export function wordsOf(line: string): string[] | undefined {
  const words = parse(line, (name) => `\${${name}}`);
  return words.every((word) => typeof word === "string") ? words : undefined;
}

/**
 * Whether a command of the article and one of the tutorial do the same: the same program, words and options, whatever the
 * order of the options. A `${name}` of the tutorial stands for what the article writes there.
 */
export function isSameCommand(article: readonly string[], own: readonly string[], inputs: Tutorial["inputs"]): boolean {
  const [theirs, ours] = [group(article), group(own)];
  if (theirs.length !== ours.length) return false;
  return theirs.every((words, index) => {
    const match = index === 0 ? ours[0] : ours.find(([option]) => option === words[0]);
    return match?.length === words.length && words.every((word, at) => isSameWord(word, match[at] ?? "", inputs));
  });
}

/** The words before the first option, then each option with its values. */
function group(words: readonly string[]): string[][] {
  const groups: string[][] = [[]];
  for (const word of words.flatMap((each) => (/^--[\w-]+=/.test(each) ? splitOnce(each) : [each]))) {
    if (/^--?[A-Za-z]/.test(word)) groups.push([words[0] === "az" ? (longForms[word] ?? word) : word]);
    else groups.at(-1)?.push(word);
  }
  return groups;
}

function splitOnce(word: string): string[] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}

/** The article may write a value out, where the tutorial has an input with that value. */
function isSameWord(article: string, own: string, inputs: Tutorial["inputs"]): boolean {
  if (article === own) return true;
  const pattern = own
    .split(/(\$\{\w+\})/)
    .map((piece) => {
      const input = inputs[/^\$\{(\w+)\}$/.exec(piece)?.[1] ?? ""];
      const written = input?.asWritten ?? input?.default;
      const values = written === undefined ? [piece] : [piece, written];
      return `(?:${values.map((value) => escapeForPattern(value)).join("|")})`;
    })
    .join("");
  return new RegExp(`^${pattern}$`).test(article);
}

function escapeForPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
