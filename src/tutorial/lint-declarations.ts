import { azVerb, mayChange, mayRemove } from "./az-verb.ts";
import type { Problem } from "./problem.ts";
import type { Kind } from "./resource.ts";
import { cleanUpStepOf, declarationsOf, type Command, type Tutorial, type TutorialStep } from "./tutorial.ts";

/**
 * Finds what cannot be proved or removed: a step that does something in the cloud and declares nothing, one that removes
 * without saying what, commands that name a kind which the step does not declare, something made that nothing cleans up.
 */
export function lintDeclarations(tutorial: Tutorial, kinds: readonly Kind<never>[]): Problem[] {
  const first = tutorial.steps.find(({ makes, changes }) => makes.length + changes.length > 0);
  const problems = tutorial.steps.flatMap((step) => lintStep(step, kinds));
  if (first !== undefined && cleanUpStepOf(tutorial) === undefined) {
    const sentence = `the step '${first.id}' makes something, and no step cleans up (cleans-up: true)`;
    problems.push({ path: ["steps", first.number - 1, "id"], sentence });
  }
  return problems;
}

function lintStep(step: TutorialStep, kinds: readonly Kind<never>[]): Problem[] {
  const path = ["steps", step.number - 1];
  const problems: Problem[] = [];
  const verifies =
    step.implementation.verify !== undefined ||
    declarationsOf(step).length > 0 ||
    step.run.some(({ words }) => words[0] === "export");
  if (!step.cleansUp && !verifies) {
    const sentence = `the step '${step.id}' proves nothing: declare what it makes, or write verify in steps/${step.id}.ts`;
    problems.push({ path: [...path, "id"], sentence });
  }
  for (const [index, command] of step.run.entries()) {
    const sentence = lintCommand(step, command, kinds);
    if (sentence !== undefined) problems.push({ path: [...path, "run", index], sentence });
  }
  return problems;
}

function lintCommand(step: TutorialStep, command: Command, kinds: readonly Kind<never>[]): string | undefined {
  for (const name of [command.makes, command.recovers]) {
    if (name === undefined) continue;
    if (!kinds.some((kind) => kind.name === name)) return `'${name}' is no kind of resource`;
    if (!step.makes.some(({ kind }) => kind === name)) return `the step makes no ${name}`;
  }
  const verb = azVerb(command);
  if (!mayChange(command)) return undefined;
  if (mayRemove(command)) {
    return step.removes.length > 0 ? undefined : `it runs 'az … ${verb}' and does not say what it removes`;
  }
  return declarationsOf(step).length > 0 || step.cleansUp
    ? undefined
    : `it runs 'az … ${verb}' and does not say what it makes or changes`;
}
