import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "shell-quote";
import { quoteWord } from "../../tutorial/command.ts";

/**
 * Writes the file that the reader can `source` in a shell of their own. It is the only file that holds secrets in
 * clear, so nobody else may read it (0600).
 */
export function writeEnvironmentFile(file: string, variables: ReadonlyMap<string, string>): void {
  const lines = [...variables].map(([name, value]) => lineOf(name, value));
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  // The mode above counts only when the file is new.
  chmodSync(file, 0o600);
}

/** Adds one variable to that file, made if it is not there. */
export function appendToEnvironmentFile(file: string, name: string, value: string): void {
  appendFileSync(file, lineOf(name, value), { mode: 0o600 });
}

function lineOf(name: string, value: string): string {
  return `export ${name}=${quoteWord(value)}\n`;
}

/**
 * Reads some variables of such a file as a shell would: the last statement that exports one counts.
 * @returns those that are there; none when there is no file
 */
export function readVariables(file: string, names: readonly string[]): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const wanted = new Set(names);
  const last = new Map<string, string>();
  for (const [statement] of readFileSync(file, "utf8").matchAll(statements)) {
    const name = /^export (\w+)=/.exec(statement)?.[1];
    if (name !== undefined && wanted.has(name)) last.set(name, statement);
  }
  return parseExports([...last.values()].join("\n"));
}

/**
 * The statements of a shell, each up to the end of its line: a line that ends inside quotes goes on in the next one. They
 * are searched by this and only the wanted ones are parsed: a run reads its file after each step that exports something,
 * and every step before has a statement in it.
 */
const statements = /(?:'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]|[^'"\\\n])+/g;

/** Reads such a file as a shell would. @returns the variables; none when there is no file */
export function readEnvironmentFile(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  return parseExports(readFileSync(file, "utf8"));
}

function parseExports(text: string): Map<string, string> {
  // Inside single quotes nothing is expanded, so every line is two words: `export` and NAME=value.
  const words = parse(text).filter((word) => typeof word === "string");
  return new Map(words.filter((word) => word !== "export").map((word) => splitAssignment(word)));
}

/** `NAME=value` → name and value. */
export function splitAssignment(word: string): [name: string, value: string] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}
