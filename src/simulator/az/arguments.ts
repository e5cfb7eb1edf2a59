import { UsageError } from "./error.ts";

/**
 * What a command takes. `list` takes any number of values, `flag` none; `boolean` is az's three-state flag: true when
 * alone, or followed by `true` or `false`.
 */
export interface Option {
  /** The long form first, e.g. `["--name", "-n"]`. */
  readonly names: readonly [string, ...string[]];
  readonly kind?: "list" | "flag" | "boolean";
  readonly required?: true;
  /** The only values that are allowed, in any case. */
  readonly choices?: readonly string[];
}

export type Options = Readonly<Record<string, Option>>;

type Value<O extends Option> = O extends { kind: "list" }
  ? string[] | undefined
  : O extends { kind: "flag" }
    ? boolean
    : O extends { kind: "boolean" }
      ? boolean | undefined
      : O extends { required: true }
        ? string
        : string | undefined;

export type Values<O extends Options> = { [K in keyof O]: Value<O[K]> };

type Parsed = Record<string, string | string[] | boolean | undefined>;

/** What every command takes. */
export const globalOptions = {
  output: { names: ["--output", "-o"], choices: ["json", "jsonc", "yaml", "yamlc", "table", "tsv", "none"] },
  query: { names: ["--query"] },
  onlyShowErrors: { names: ["--only-show-errors"], kind: "flag" },
  verbose: { names: ["--verbose"], kind: "flag" },
  debug: { names: ["--debug"], kind: "flag" },
  help: { names: ["--help", "-h"], kind: "flag" },
} as const satisfies Options;

/**
 * Reads a command's arguments as az (Python's argparse) does: `--name value`, `--name=value`, `-nvalue`, and long forms
 * cut short as long as they are unambiguous. The last one wins.
 *
 * @param prog the command with `az` in front, for sentences that name it
 * @throws UsageError with az's words
 */
export function parseArguments<const O extends Options>(options: O, args: readonly string[], prog: string): Values<O>;
export function parseArguments(options: Options, args: readonly string[], prog: string): Parsed {
  const values: Parsed = {};
  const unknown: string[] = [];
  for (const [key, { kind }] of Object.entries(options)) values[key] = kind === "flag" ? false : undefined;

  for (let index = 0; index < args.length;) {
    const arg = args[index++] ?? "";
    const found = looksLikeOption(arg) ? findOption(options, arg) : undefined;
    if (!found) {
      unknown.push(arg);
      continue;
    }
    const { key, option } = found;
    const following = found.attached === undefined ? operands(args, index) : [found.attached];
    const taken = found.attached === undefined ? take(option, following) : following;
    if (found.attached === undefined) index += taken.length;
    values[key] = valueOf(option, taken, prog);
  }

  const missing = Object.entries(options).filter(([key, { required }]) => required && values[key] === undefined);
  if (missing.length > 0 && values["help"] !== true) {
    const names = missing.map(([, { names: forms }]) => forms.join("/")).join(", ");
    throw new UsageError(`the following arguments are required: ${names}`);
  }
  if (unknown.length > 0) throw new UsageError(`unrecognized arguments: ${unknown.join(" ")}`);
  return values;
}

/** argparse's rule: a hyphen in front, but no space inside, and no negative number. */
function looksLikeOption(arg: string): boolean {
  return /^-[^\s]/.test(arg) && !arg.replace(/=.*/s, "").includes(" ") && !/^-\d+(\.\d+)?$/.test(arg);
}

interface Found {
  key: string;
  option: Option;
  /** The value behind `=`, or behind a short form. */
  attached: string | undefined;
}

function findOption(options: Options, arg: string): Found | undefined {
  const all = Object.entries(options).flatMap(([key, option]) => option.names.map((name) => ({ key, option, name })));
  const [, word = arg, attached] = /^(--[^=]+)=(.*)$/s.exec(arg) ?? [];
  const exact = all.find(({ name }) => name === word);
  if (exact) return { ...exact, attached };
  if (!word.startsWith("--")) {
    const short = all.find(({ name }) => /^-[^-]$/.test(name) && arg.startsWith(name));
    return short && { ...short, attached: arg.slice(2).replace(/^=/, "") };
  }
  const matches = all.filter(({ name }) => name.startsWith(word));
  if (matches.length > 1) {
    throw new UsageError(`ambiguous option: ${word} could match ${matches.map(({ name }) => name).join(", ")}`);
  }
  return matches[0] && { ...matches[0], attached };
}

function operands(args: readonly string[], from: number): string[] {
  const end = args.findIndex((arg, index) => index >= from && looksLikeOption(arg));
  return args.slice(from, end === -1 ? undefined : end);
}

function take({ kind }: Option, following: readonly string[]): readonly string[] {
  if (kind === "flag") return [];
  return kind === "list" ? following : following.slice(0, 1);
}

function valueOf(option: Option, taken: readonly string[], prog: string): string | string[] | boolean {
  const [name] = option.names;
  const { kind } = option;
  const choices = kind === "boolean" ? ["true", "false"] : option.choices;
  const checked = taken.map((value) => {
    if (!choices) return value;
    const choice = choices.find((one) => one.toLowerCase() === value.toLowerCase());
    if (choice !== undefined) return choice;
    throw new UsageError(
      `${prog}: '${value}' is not a valid value for '${name}'. Allowed values: ${choices.join(", ")}.`,
    );
  });
  if (kind === "list") return checked;
  if (kind === "flag") {
    if (taken.length > 0)
      throw new UsageError(`argument ${option.names.join("/")}: ignored explicit argument '${taken[0]}'`);
    return true;
  }
  if (kind === "boolean") return checked[0] !== "false";
  if (checked[0] === undefined) throw new UsageError(`argument ${option.names.join("/")}: expected one argument`);
  return checked[0];
}
