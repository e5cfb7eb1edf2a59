import { quoteWord } from "../../tutorial/command.ts";

/** The shell variable of a value: `vaultName` → `vault_name`. */
export function variableOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Writes words as a line of bash in which each `${name}` is that value's variable, whatever it holds one word. */
export function bashLine(words: readonly string[]): string {
  const [program = "", ...args] = words;
  return [program, ...args.map(program === "export" ? bashAssignment : bashWord)].join(" ");
}

/** One word: with variables in double quotes, without them quoted only where it is needed. */
export function bashWord(word: string): string {
  const pieces = word.split(/\$\{(\w+)\}/);
  if (pieces.length === 1) return quoteWord(word);
  const inner = pieces.map((piece, index) =>
    index % 2 === 1 ? `\${${variableOf(piece)}}` : piece.replaceAll(/[\\"$`]/g, String.raw`\$&`),
  );
  return `"${inner.join("")}"`;
}

function bashAssignment(word: string): string {
  const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(word) ?? [];
  return name === undefined || value === undefined ? bashWord(word) : `${name}=${bashWord(value)}`;
}
