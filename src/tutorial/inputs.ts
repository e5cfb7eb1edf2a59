import { exitCodes, SurestepError } from "../errors.ts";
import type { InputConfig } from "./schema.ts";
import { fill, namesIn } from "./template.ts";
import type { Tutorial } from "./tutorial.ts";

/**
 * Settles the value of each input: what the reader set, else its default, both held against the input's rule. One that
 * has no default and is not set is left out, and so is what is made of it.
 * @param set what the reader set, by name
 * @param given values that defaults may use: `runId`, `random`
 * @throws SurestepError (exit code 2) for an unknown name or a value that breaks its rule
 */
export function settleInputs(
  tutorial: Tutorial,
  set: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = Object.keys(tutorial.inputs);
  const unknown = Object.keys(set).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new SurestepError(`The tutorial has no input '${unknown}'.`, {
      hint: `Its inputs are ${known.join(", ")}.`,
      exitCode: exitCodes.badInput,
    });
  }
  const settled: Record<string, string> = {};
  for (const [name, input] of Object.entries(tutorial.inputs)) {
    const own = Object.hasOwn(set, name) ? set[name] : undefined;
    const value = own ?? defaultOf(input, { ...given, ...settled });
    if (value === undefined) continue;
    refuseBrokenRule(name, input, value);
    settled[name] = value;
  }
  return settled;
}

function defaultOf(input: InputConfig, values: Readonly<Record<string, string>>): string | undefined {
  const template = input.default;
  if (template === undefined || namesIn(template).some((name) => !Object.hasOwn(values, name))) return undefined;
  return fill(template, (name) => values[name] ?? "");
}

/** The rule that a value breaks, in a sentence; undefined when it may be the input's. */
export function brokenRule(input: InputConfig, value: string): string | undefined {
  const choices = input.oneOf;
  const matches = input.pattern === undefined || input.pattern.test(value);
  if (matches && (choices === undefined || choices.includes(value))) return undefined;
  return choices === undefined
    ? (input.rule ?? `It has to match ${input.pattern?.source}.`)
    : `It is one of ${choices.join(", ")}.`;
}

function refuseBrokenRule(name: string, input: InputConfig, value: string): void {
  const rule = brokenRule(input, value);
  if (rule === undefined) return;
  const shown = input.secret ? "The value" : `'${value}'`;
  throw new SurestepError(`${shown} cannot be the ${input.about}.`, {
    hint: `${rule} Set it with --set ${name}=…`,
    exitCode: exitCodes.badInput,
  });
}
