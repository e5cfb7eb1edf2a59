import { Secret } from "../../azure/secret.ts";
import type { Command } from "../../tutorial/tutorial.ts";

/** What was read out of a command's output. */
export interface Captured {
  /** By name; a secret is a `Secret` from here on. */
  values: Map<string, string | Secret>;
  /** The names that were to be captured and are not there. */
  missing: string[];
}

/**
 * Takes what a command gave out of its output, as the tutorial's `capture` says.
 * @param stdout the command's standard output
 */
export function capture(command: Command, stdout: string): Captured {
  const captured: Captured = { values: new Map(), missing: [] };
  for (const [name, rule] of Object.entries(command.capture)) {
    const value = rule.text === undefined ? fromJson(rule.json ?? [], stdout) : rule.text.exec(stdout)?.[1];
    if (value === undefined || value === "") captured.missing.push(name);
    else captured.values.set(name, rule.secret ? Secret.of(value) : value);
  }
  return captured;
}

/**
 * Says what an output looks like without quoting it, since it may hold a secret that could not be read out of it: the
 * names of a JSON object's properties, else how many lines it has.
 */
export function describeOutput(stdout: string): string {
  const output = readJson(stdout);
  if (typeof output === "object" && output !== null) return `an object with ${Object.keys(output).join(", ")}`;
  if (stdout.trim() === "") return "nothing";
  return `${stdout.trimEnd().split("\n").length} lines of text`;
}

function fromJson(paths: readonly string[], stdout: string): string | undefined {
  const output = readJson(stdout);
  const found = paths.map((path) => path.split(".").reduce(property, output)).find((value) => value !== undefined);
  if (typeof found === "string") return found;
  return typeof found === "number" || typeof found === "boolean" ? String(found) : undefined;
}

/** The parser's own error would quote the output. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function property(object: unknown, name: string): unknown {
  if (typeof object !== "object" || object === null) return undefined;
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}
