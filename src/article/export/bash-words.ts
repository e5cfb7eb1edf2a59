import { quoteWord } from "../../tutorial/command.ts";

// Names that the script has for itself.
const taken: ReadonlySet<string> = new Set(["begun", "left", "output", "there", "code", "index", "word"]);

/** The shell variable of a value: `vaultName` → `vault_name`; one that the script has for itself gets another name. */
export function variableOf(name: string): string {
  const variable = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return taken.has(variable) ? `${variable}_value` : variable;
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

/** Lines that are carried out only when each of these values is the given one. */
export function onlyWhen(when: Readonly<Record<string, string>>, lines: readonly string[]): string[] {
  const conditions = Object.entries(when).map(([name, value]) => `$${variableOf(name)} == ${bashWord(value)}`);
  if (conditions.length === 0) return [...lines];
  return [`if [[ ${conditions.join(" && ")} ]]; then`, ...lines.map((line) => `  ${line}`), "fi"];
}
