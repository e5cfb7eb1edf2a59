import { Secret } from "../azure/secret.ts";
import type { Command } from "../tutorial/tutorial.ts";

/**
 * Takes what a command gave out of its output, as the tutorial's `capture` says. A secret is a `Secret` from here on.
 * @param stdout the command's standard output
 * @throws Error when something that is to be captured is not there
 */
export function capture(command: Command, stdout: string): Map<string, string | Secret> {
  const entries = Object.entries(command.capture).map(([name, rule]): [string, string | Secret] => {
    const value = rule.text === undefined ? fromJson(rule.json ?? [], stdout) : fromText(rule.text, stdout);
    if (value === undefined) throw new Error(`'${name}' is not in the output of: ${command.line}`);
    return [name, rule.secret ? Secret.of(value) : value];
  });
  return new Map(entries);
}

function fromText(pattern: string, stdout: string): string | undefined {
  return new RegExp(pattern, "m").exec(stdout)?.[1];
}

function fromJson(paths: readonly string[], stdout: string): string | undefined {
  const output = readJson(stdout);
  const found = paths.map((path) => path.split(".").reduce(property, output)).find((value) => value !== undefined);
  return found === undefined || found === null ? undefined : String(found);
}

/** The parser's own error would quote the output, which may hold a secret. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function property(object: unknown, name: string): unknown {
  return typeof object === "object" && object !== null ? (object as Record<string, unknown>)[name] : undefined;
}
