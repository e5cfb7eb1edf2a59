import { namesIn } from "../../tutorial/template.ts";
import type { Command, Tutorial, TutorialStep } from "../../tutorial/tutorial.ts";
import { programOf } from "../compare/step-words.ts";
import { bashLine, bashWord, variableOf } from "./bash-words.ts";

export interface BashOptions {
  /** Whether a command's `when` holds on a first run. What is not said here holds. */
  conditions?: Readonly<Record<string, boolean>>;
  /** Templates for values that the tutorial looks up by code, such as `{ liveApplication: "${clientId}" }`. */
  values?: Readonly<Record<string, string>>;
}

/** A tutorial as a script, and what could not be put into it. */
export interface BashScript {
  text: string;
  /** Commands that need a value which only the tutorial's code looks up. */
  leftOut: readonly { step: string; command: string; needs: string }[];
}

/**
 * Writes a tutorial as a script for bash: strict, its inputs variables of the environment with the tutorial's defaults,
 * no value ever more than one word, and a trap that undoes the steps that were begun, the last first. It verifies
 * nothing: that is what a run of the tutorial is for.
 */
export function exportBash(tutorial: Tutorial, { conditions = {}, values = {} }: BashOptions = {}): BashScript {
  const known = knownNames(tutorial, values);
  const leftOut: { step: string; command: string; needs: string }[] = [];
  const take = (step: TutorialStep, commands: readonly Command[]): Command[] =>
    commands.filter((command) => {
      if (command.when !== undefined && conditions[command.when] === false) return false;
      const needs = namesIn(`${command.line} ${command.stdin ?? ""}`).find((name) => !known.has(name));
      if (needs !== undefined) leftOut.push({ step: step.id, command: command.line, needs });
      return needs === undefined;
    });
  const resolve = (command: Command): Command => ({
    ...command,
    words: command.words.map((word) => withValues(word, values)),
  });
  const steps = tutorial.steps.map((step) => ({
    step,
    run: take(step, step.run).map(resolve),
    undo: take(step, step.undo).map(resolve),
  }));
  const used = usedNames(tutorial, steps);
  const parts = [
    writeHead(tutorial, used),
    writeCleanUp(steps),
    functions,
    ...steps.flatMap(({ step, run }) => writeStep(step, run, used)),
  ];
  return { text: `${parts.join("\n\n")}\n`, leftOut };
}

function knownNames(tutorial: Tutorial, values: Readonly<Record<string, string>>): Set<string> {
  const captured = tutorial.steps.flatMap(({ run }) => run.flatMap(({ capture }) => Object.keys(capture)));
  return new Set(["runId", "random", "project", ...Object.keys(tutorial.inputs), ...captured, ...Object.keys(values)]);
}

/** The names that the commands use, directly or by the default of an input. */
function usedNames(
  tutorial: Tutorial,
  steps: readonly { run: readonly Command[]; undo: readonly Command[] }[],
): Set<string> {
  const commands = steps.flatMap(({ run, undo }) => [...run, ...undo]);
  const used = new Set(commands.flatMap(({ words, stdin }) => [...words, stdin ?? ""].flatMap(namesIn)));
  for (const [name, input] of Object.entries(tutorial.inputs).toReversed()) {
    if (used.has(name)) for (const each of namesIn(input.default)) used.add(each);
  }
  return used;
}

function withValues(word: string, values: Readonly<Record<string, string>>): string {
  return word.replaceAll(/\$\{(\w+)\}/g, (written, name: string) => values[name] ?? written);
}

function writeHead({ title, inputs }: Tutorial, used: ReadonlySet<string>): string {
  const needed = Object.entries(inputs).filter(([name]) => used.has(name));
  const settings = needed.map(([name, { about, default: value }]) => {
    const variable = variableOf(name);
    return `# ${about}\n${variable}=\${${variable.toUpperCase()}:-${bashWord(value)}}`;
  });
  return [
    "#!/usr/bin/env bash",
    `# ${title}`,
    "# Each input can be set by a variable of the environment. What the script makes is removed when it ends; KEEP=yes keeps it.",
    "set -euo pipefail",
    "",
    "random=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n')",
    "run_id=${random:0:9}",
    "project=$(mktemp -d)",
    "",
    ...settings,
  ].join("\n");
}

function writeCleanUp(steps: readonly { step: TutorialStep; undo: readonly Command[] }[]): string {
  const cases = steps
    .filter(({ undo }) => undo.length > 0)
    .map(({ step, undo }) => {
      const lines = undo.map(({ words }) => `      ${bashLine(words)} || left=yes`).join("\n");
      return `    ${step.id})\n${lines}\n      ;;`;
    });
  return [
    "begun=()",
    "clean_up() {",
    "  local code=$? left='' index",
    "  trap - EXIT",
    '  [[ ${KEEP:-} == yes ]] && exit "$code"',
    "  for ((index = ${#begun[@]} - 1; index >= 0; index--)); do",
    "    case ${begun[index]} in",
    ...cases,
    "    esac",
    "  done",
    "  [[ -z $left ]] || echo 'Something may be left: a command of the clean-up failed.' >&2",
    '  exit "$code"',
    "}",
    "trap clean_up EXIT",
    "trap 'exit 130' INT TERM",
  ].join("\n");
}

// Values come on standard input: no secret is an argument.
const functions = `# The first of the named properties that the JSON on standard input has.
property() {
  node -e '
    const value = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const found = process.argv.slice(1).map((path) => path.split(".").reduce((at, name) => at?.[name], value));
    const first = found.find((each) => each !== undefined && each !== null);
    if (first === undefined) process.exit(1);
    process.stdout.write(String(first));
  ' "$@"
}

# What the first group of a regular expression matches in standard input.
match() {
  node -e '
    const found = new RegExp(process.argv[1], "m").exec(require("fs").readFileSync(0, "utf8"));
    if (found === null) process.exit(1);
    process.stdout.write(found[1]);
  ' "$1"
}

cd "$project"`;

function writeStep(step: TutorialStep, run: readonly Command[], used: ReadonlySet<string>): string[] {
  if (run.length === 0) return [];
  const program = programOf(step);
  const file = program === undefined ? [] : [writeFile(`${step.id}.js`, program)];
  const begun = step.undo.length === 0 ? [] : [`begun+=(${step.id})`];
  return [
    [
      `echo ${bashWord(`== ${step.title}`)}`,
      ...begun,
      ...file,
      ...run.flatMap((command) => writeCommand(command, used)),
    ].join("\n"),
  ];
}

function writeFile(name: string, text: string): string {
  let mark = "PROGRAM";
  while (text.split("\n").includes(mark)) mark += "_";
  return `cat >${name} <<'${mark}'\n${text.trimEnd()}\n${mark}`;
}

function writeCommand({ words, stdin, capture }: Command, used: ReadonlySet<string>): string[] {
  const line = `${bashLine(words)}${stdin === undefined ? "" : ` <<<${bashWord(stdin)}`}`;
  const captures = Object.entries(capture).filter(([name]) => used.has(name));
  const hasSecret = Object.values(capture).some(({ secret }) => secret);
  if (captures.length === 0) return [hasSecret ? `${line} >/dev/null` : line];
  return [
    `output=$(${line})`,
    ...captures.map(([name, { json, text }]) => {
      const how = text === undefined ? ["property", ...(json ?? [])] : ["match", text];
      return `${variableOf(name)}=$(${how.map(bashWord).join(" ")} <<<"$output")`;
    }),
  ];
}
