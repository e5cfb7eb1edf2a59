import { NotKnownYet } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import type { CommandResult } from "../step/run-command.ts";
import { stepContext, type Run } from "../run.ts";

/**
 * Looks for what is wrong with the article in a step that went as it says: what az warns of, failures that are a known issue,
 * and what the step itself looks for.
 * @returns sentences
 */
export async function findArticleFindings(
  run: Run,
  step: TutorialStep,
  commands: readonly CommandResult[],
  holds: boolean,
): Promise<string[]> {
  const deprecated = commands.flatMap(({ shown, output }) =>
    [...output.matchAll(/^WARNING: (.*deprecated.*)$/gm)].map((match) => `az warns of '${shown}': ${match[1]}`),
  );
  const rot = commands.filter(isKnownIssue).map(({ command }) => command.knownIssue?.message ?? "");
  return [...deprecated, ...rot, ...(holds ? await ownFindings(run, step) : [])];
}

/** Whether a command failed in a way that the tutorial knows of the article. */
export function isKnownIssue({ ok, command, output }: CommandResult): boolean {
  const known = command.knownIssue;
  return !ok && known !== undefined && known.output.test(output);
}

async function ownFindings(run: Run, step: TutorialStep): Promise<string[]> {
  try {
    return (await step.implementation.findings?.(stepContext(run))) ?? [];
  } catch (error) {
    if (error instanceof NotKnownYet) return [];
    throw error;
  }
}
