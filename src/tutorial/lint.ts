import { valuesOf } from "./declaration.ts";
import { lintDeclarations } from "./lint-declarations.ts";
import { stepsNeededBy } from "./needs.ts";
import { platformValues, type PlatformWords } from "./platform.ts";
import type { Problem } from "./problem.ts";
import { namesIn } from "./template.ts";
import { declarationsOf, type Command, type Tutorial, type TutorialStep } from "./tutorial.ts";

/**
 * Values that are there without an input: the run's own id and mark, something random, where things lie on this machine,
 * and what the platform gives.
 */
export const givenNames = ["runId", "mark", "random", "project", "environmentFile", ...platformValues] as const;

/**
 * Finds what a schema cannot: names that do not exist, values used before they do, steps that point at no step.
 * @returns the problems, in the order of the file
 */
export function lintTutorial(tutorial: Tutorial, platform: PlatformWords): Problem[] {
  const facts = factsOf(tutorial);
  return [
    ...lintInputs(tutorial, facts.known),
    ...tutorial.steps.flatMap((step) => lintStep(tutorial, step, facts)),
    ...lintDeclarations(tutorial, platform.kinds),
  ];
}

/** What is looked up for each step, made once. */
interface Facts {
  /** The names of the values that are there so far; grows from step to step. */
  known: Set<string>;
  /** The first step of each id. */
  numbers: ReadonlyMap<string, number>;
  /** The steps that give a value, by its name. */
  givers: ReadonlyMap<string, readonly TutorialStep[]>;
}

function factsOf({ steps }: Tutorial): Facts {
  const givers = new Map<string, TutorialStep[]>();
  const numbers = new Map<string, number>();
  for (const step of steps) {
    if (!numbers.has(step.id)) numbers.set(step.id, step.number);
    for (const name of givenBy(step)) givers.set(name, [...(givers.get(name) ?? []), step]);
  }
  return { known: new Set<string>(givenNames), numbers, givers };
}

function lintInputs(tutorial: Tutorial, known: Set<string>): Problem[] {
  return Object.entries(tutorial.inputs).flatMap(([name, input]) => {
    const path = ["inputs", name, "default"];
    const problems = unknownNames(input.default ?? "", known, path);
    const secret = namesIn(input.default ?? "").find((each) => tutorial.inputs[each]?.secret === true);
    if (secret !== undefined && !input.secret) {
      problems.push({ path, sentence: `'${name}' is made of the secret '${secret}', so it has to be secret, too` });
    }
    known.add(name);
    return problems;
  });
}

function lintStep(tutorial: Tutorial, step: TutorialStep, facts: Facts): Problem[] {
  const { known, numbers } = facts;
  const path = ["steps", step.number - 1];
  const problems: Problem[] = [];
  const at = (key: string, sentence: string): number => problems.push({ path: [...path, key], sentence });
  if (numbers.get(step.id) !== step.number) at("id", `two steps have the id '${step.id}'`);
  if (step.endedBy !== undefined && (numbers.get(step.endedBy) ?? 0) <= step.number) {
    at("ended-by", `there is no step '${step.endedBy}' after this one`);
  }
  const stranger = step.needs.find((id) => (numbers.get(id) ?? step.number) >= step.number);
  if (stranger !== undefined) at("needs", `there is no step '${stranger}' before this one`);
  const forgotten = forgottenNeed(tutorial, step, facts);
  if (forgotten !== undefined) at("needs", `it uses '${forgotten.name}' of ${forgotten.id}, so it needs that step`);
  for (const [index, command] of step.run.entries()) {
    problems.push(...lintCommand(command, known, [...path, "run", index]));
  }
  for (const { verb, declaration } of declarationsOf(step)) {
    const index = step[verb].indexOf(declaration);
    const unknown = valuesOf(declaration).find((name) => !known.has(name));
    if (unknown !== undefined) problems.push({ path: [...path, verb, index], sentence: unknownValue(unknown) });
  }
  for (const { declaration } of declarationsOf(step)) if (declaration.as !== undefined) known.add(declaration.as);
  for (const name of [...(step.implementation.needs ?? []), ...(step.implementation.secrets ?? [])]) {
    if (!known.has(name)) at("id", `steps/${step.id}.ts needs '${name}', which no input or step before it gives`);
  }
  if (step.cleansUp && step.run.length > 0) at("run", "a step that cleans up has no commands of its own");
  if (!step.cleansUp && step.run.length === 0) at("id", `the step '${step.id}' runs nothing`);
  return problems;
}

/**
 * A value that a step uses and that another one gives which it does not need, not even through others: where independent
 * steps run together it might begin before there is that value.
 */
function forgottenNeed(
  tutorial: Tutorial,
  step: TutorialStep,
  { givers }: Facts,
): { name: string; id: string } | undefined {
  if (step.cleansUp) return undefined;
  const { needs = [], secrets = [] } = step.implementation;
  const templates = [
    ...step.run.flatMap(({ line, stdin = "" }) => namesIn(`${line} ${stdin}`)),
    ...declarationsOf(step).flatMap(({ declaration }) => valuesOf(declaration)),
  ];
  const used = [...new Set([...needs, ...secrets, ...templates])].filter((name) => givers.has(name));
  const needed = used.length === 0 ? [] : stepsNeededBy(tutorial, step);
  for (const name of used) {
    const [first, ...others] = givers.get(name) ?? [];
    const isMet = [first, ...others].some((each) => each !== undefined && (each === step || needed.includes(each)));
    if (!isMet) return { name, id: first?.id ?? "" };
  }
  return undefined;
}

/** The names of the values that a step gives: what its commands print, and the IDs of what it makes. */
function givenBy(step: TutorialStep): Set<string> {
  const ids = declarationsOf(step).flatMap(({ declaration: { as } }) => as ?? []);
  return new Set([...step.run.flatMap(({ capture }) => Object.keys(capture)), ...ids]);
}

function lintCommand(command: Command, known: Set<string>, path: (string | number)[]): Problem[] {
  const problems = unknownNames(`${command.line} ${command.stdin ?? ""}`, known, path);
  const condition = Object.keys(command.when).find((name) => !known.has(name));
  if (condition !== undefined) {
    problems.push({ path: [...path, "when"], sentence: `nothing gives '${condition}' before this command` });
  }
  for (const name of Object.keys(command.capture)) known.add(name);
  return problems;
}

function unknownNames(template: string, known: ReadonlySet<string>, path: (string | number)[]): Problem[] {
  return namesIn(template)
    .filter((name) => !known.has(name))
    .map((name) => ({ path, sentence: unknownValue(name) }));
}

function unknownValue(name: string): string {
  return `'${name}' is neither an input nor captured or made before this line`;
}
