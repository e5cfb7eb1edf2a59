import { namesIn } from "./template.ts";
import type { Command, Tutorial, TutorialStep } from "./tutorial.ts";

/** What is wrong with a tutorial, and where in its file. */
export interface Problem {
  path: (string | number)[];
  sentence: string;
}

/** Values that are there without an input: the run's own id, something random, and where things lie on this machine. */
export const givenNames = ["runId", "random", "project", "environmentFile"] as const;

/**
 * Finds what a schema cannot: names that do not exist, values used before they do, steps that point at no step.
 * @returns the problems, in the order of the file
 */
export function lintTutorial(tutorial: Tutorial): Problem[] {
  const known = new Set<string>(givenNames);
  return [...lintInputs(tutorial, known), ...tutorial.steps.flatMap((step) => lintStep(tutorial, step, known))];
}

function lintInputs(tutorial: Tutorial, known: Set<string>): Problem[] {
  return Object.entries(tutorial.inputs).flatMap(([name, input]) => {
    const problems = unknownNames(input.default, known, ["inputs", name, "default"]);
    known.add(name);
    return problems;
  });
}

function lintStep(tutorial: Tutorial, step: TutorialStep, known: Set<string>): Problem[] {
  const path = ["steps", step.number - 1];
  const problems: Problem[] = [];
  const at = (key: string, sentence: string): number => problems.push({ path: [...path, key], sentence });
  if (tutorial.steps.some((other) => other.id === step.id && other.number < step.number)) {
    at("id", `two steps have the id '${step.id}'`);
  }
  const laterSteps = tutorial.steps.filter((other) => other.number > step.number).map((other) => other.id);
  if (step.until !== undefined && !laterSteps.includes(step.until)) {
    at("until", `there is no step '${step.until}' after this one`);
  }
  const earlier = new Set(tutorial.steps.filter((other) => other.number < step.number).map((other) => other.id));
  const stranger = step.needs.find((id) => !earlier.has(id));
  if (stranger !== undefined) at("needs", `there is no step '${stranger}' before this one`);
  for (const name of step.deeds.provides ?? []) known.add(name);
  for (const [index, command] of step.run.entries()) {
    problems.push(...lintCommand(command, known, [...path, "run", index]));
  }
  for (const [index, command] of step.undo.entries()) {
    problems.push(...lintCommand(command, known, [...path, "undo", index]));
  }
  for (const name of [...(step.deeds.needs ?? []), ...(step.deeds.secrets ?? [])]) {
    if (!known.has(name)) at("id", `steps/${step.id}.ts needs '${name}', which no input or step before it gives`);
  }
  if (step["cleans-up"] && step.run.length > 0) at("run", "a step that cleans up has no commands of its own");
  if (!step["cleans-up"] && step.run.length === 0) at("id", `the step '${step.id}' runs nothing`);
  return problems;
}

function lintCommand(command: Command, known: Set<string>, path: (string | number)[]): Problem[] {
  const problems = unknownNames(`${command.line} ${command.stdin ?? ""}`, known, path);
  if (command.when !== undefined && !known.has(command.when)) {
    problems.push({ path: [...path, "when"], sentence: `nothing gives '${command.when}' before this command` });
  }
  for (const name of Object.keys(command.capture)) known.add(name);
  return problems;
}

function unknownNames(template: string, known: ReadonlySet<string>, path: (string | number)[]): Problem[] {
  return namesIn(template)
    .filter((name) => !known.has(name))
    .map((name) => ({ path, sentence: `'${name}' is neither an input nor captured or observed before this line` }));
}
