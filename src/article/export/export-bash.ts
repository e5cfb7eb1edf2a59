import { namesIn } from "../../tutorial/template.ts";
import type { Kind } from "../../tutorial/resource.ts";
import type { Command, Tutorial, TutorialStep } from "../../tutorial/tutorial.ts";
import { programOf } from "../compare/step-words.ts";
import { idCommand, thereCommand } from "../made-up-id.ts";
import { removalCommands, removalsOf, type Removal } from "../removal.ts";
import { bashFunctions, writeCleanUp } from "./bash-frame.ts";
import { bashLine, bashWord, onlyWhen, variableOf } from "./bash-words.ts";
import { bashValues } from "./bash-values.ts";

/** A tutorial as a script, and what could not be put into it. */
export interface BashScript {
  text: string;
  /** Commands that need a value which nothing in the script gives, beginning with their step's id. */
  leftOut: readonly { step: string; command: string; needs: string }[];
}

/**
 * Writes a tutorial as a script for bash: strict, its inputs variables of the environment with the tutorial's defaults,
 * no value ever more than one word, and a trap that removes what the steps that were begun have made, the last first. It
 * refuses to begin a step where there is something already that its clean-up would take for its own. It verifies nothing:
 * that is what a run of the tutorial is for.
 * @param kinds of the tutorial's platform
 */
export function exportBash(tutorial: Tutorial, kinds: readonly Kind<never>[]): BashScript {
  const removals = removalsOf(tutorial, kinds);
  const looked = removals.flatMap((each) => lookupOf(each) ?? []);
  const values = bashValues(tutorial);
  const known = new Set([...values.names, ...looked.map(({ name }) => name)]);
  const leftOut: BashScript["leftOut"][number][] = [];
  const isWhole = (step: string, words: readonly string[], stdin = ""): boolean => {
    const needs = namesIn([...words, stdin].join(" ")).find((name) => !known.has(name));
    if (needs !== undefined) leftOut.push({ step, command: words.join(" "), needs });
    return needs === undefined;
  };
  const steps = tutorial.steps.map((step): Part => {
    // A first run has nothing to recover.
    const run = step.run.filter(({ recovers }) => recovers === undefined);
    const own = removals.filter((each) => each.step === step);
    return {
      step,
      run: run.filter(({ words, stdin }) => isWhole(step.id, words, stdin)),
      makes: own,
      removal: removalCommands(own, kinds).filter((words) => isWhole(step.id, words)),
    };
  });
  const used = namesUsed(steps);
  const needed = looked.filter(({ name }) => used.has(name));
  for (const { command } of needed) for (const name of command.flatMap(namesIn)) used.add(name);
  const parts = [
    values.write(used),
    ...(needed.length === 0 ? [] : [needed.map(({ name }) => `${variableOf(name)}=''`).join("\n")]),
    writeCleanUp(steps.map(({ step, removal }) => ({ id: step.id, lines: removal.map(bashLine) }))),
    bashFunctions,
    ...steps.flatMap((part) => writeStep(part, used)),
  ];
  return { text: `${parts.join("\n\n")}\n`, leftOut };
}

/** A step as far as the script has it. */
interface Part {
  step: TutorialStep;
  run: readonly Command[];
  makes: readonly Removal[];
  removal: readonly (readonly string[])[];
}

function lookupOf({ idName, declaration, step }: Removal): { name: string; command: readonly string[] } | undefined {
  const command = idName === undefined ? undefined : idCommand(declaration, step);
  return idName === undefined || command === undefined ? undefined : { name: idName, command };
}

/** The values that the script's commands use. */
function namesUsed(steps: readonly Part[]): Set<string> {
  const run = steps.flatMap((part) => part.run);
  const makes = steps.flatMap((part) => part.makes);
  const texts = [
    ...run.flatMap(({ words, stdin = "" }) => [...words, stdin]),
    ...steps.flatMap((each) => each.removal.flat()),
  ];
  const conditions = [...run.map(({ when }) => when), ...makes.map(({ declaration }) => declaration.when)];
  return new Set([...texts.flatMap(namesIn), ...conditions.flatMap((when) => Object.keys(when))]);
}

function writeStep({ step, run, makes, removal }: Part, used: ReadonlySet<string>): string[] {
  if (run.length === 0) return [];
  const program = programOf(step);
  const refusals = makes.flatMap(({ declaration }) => {
    const there = thereCommand(declaration);
    if (there === undefined) return [];
    const what = `${declaration.kind.replaceAll("-", " ")} ${declaration.named}`;
    return onlyWhen(declaration.when, [`there=$(${bashLine(there)})`, `refuse_if_there ${bashWord(what)} "$there"`]);
  });
  const ids = makes.flatMap((each) => {
    const lookup = lookupOf(each);
    if (lookup === undefined || !used.has(lookup.name)) return [];
    return onlyWhen(each.declaration.when, [`${variableOf(lookup.name)}=$(${bashLine(lookup.command)})`]);
  });
  return [
    [
      `echo ${bashWord(`== ${step.title}`)}`,
      ...refusals,
      ...(removal.length === 0 ? [] : [`begun+=(${step.id})`]),
      ...(program === undefined ? [] : [writeFile(`${step.id}.js`, program)]),
      ...run.flatMap((command) => onlyWhen(command.when, writeCommand(command, used))),
      ...ids,
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
      const how = text === undefined ? ["property", ...(json ?? [])] : ["match", text.source];
      return `${variableOf(name)}=$(${how.map((word) => bashWord(word)).join(" ")} <<<"$output")`;
    }),
  ];
}
