import { statSync } from "node:fs";
import { Secret } from "../../azure/secret.ts";
import { check, type Check } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import type { Run } from "../run.ts";
import { readVariables, splitAssignment } from "../state/environment-file.ts";

/**
 * Checks what a step exports: that each variable is set for the programs after it, that the file to source says the same
 * when it is read back, and that nobody else can read it.
 * @returns no checks for a step that exports nothing
 */
export function checkExports(run: Run, step: TutorialStep): Check[] {
  const names = step.run
    .filter(({ words }) => words[0] === "export")
    .flatMap(({ words }) => words.slice(1).map((word) => splitAssignment(word)[0]));
  if (names.length === 0) return [];
  const file = readVariables(run.folder.environment, names);
  const missing = names.filter((name) => !run.exported.has(name));
  const other = names.filter((name) => {
    const value = run.exported.get(name);
    return value === undefined || file.get(name) !== (value instanceof Secret ? value.reveal() : value);
  });
  const mode = file.size === 0 ? "no file" : (statSync(run.folder.environment).mode & 0o777).toString(8);
  return [
    check(`${wordCount(names.length)} exported`, "none missing", missing.join(", ") || "none missing"),
    check(
      "the file to source says the same",
      "the same",
      other.length === 0 ? "the same" : `not of ${other.join(", ")}`,
    ),
    check("it is readable by you alone", "600", mode),
  ];
}

function wordCount(count: number): string {
  return count === 1 ? "the variable is" : `all ${count} variables are`;
}
