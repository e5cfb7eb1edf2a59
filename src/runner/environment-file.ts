import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "shell-quote";
import { quoteWord } from "../tutorial/command.ts";

/**
 * Writes the file that the reader can `source` in a shell of their own. It is the only file that holds secrets in
 * clear, so nobody else may read it (0600).
 */
export function writeEnvironmentFile(file: string, variables: ReadonlyMap<string, string>): void {
  const lines = [...variables].map(([name, value]) => `export ${name}=${quoteWord(value)}\n`);
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  // The mode above counts only when the file is new.
  chmodSync(file, 0o600);
}

/** Reads such a file as a shell would. @returns the variables; none when there is no file */
export function readEnvironmentFile(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  // Inside single quotes nothing is expanded, so every line is two words: `export` and NAME=value.
  const words = parse(readFileSync(file, "utf8")).filter((word) => typeof word === "string");
  return new Map(words.filter((word) => word !== "export").map((word) => splitAssignment(word)));
}

/** `NAME=value` → name and value. */
export function splitAssignment(word: string): [name: string, value: string] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}
