import { isInterruption, messageOf } from "../../errors.ts";
import { knownProblems, problemBehind, type Problem } from "../../azure/known-az-versions.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import type { StepOutcome } from "../step/outcome.ts";
import { stepContext, type Run } from "../run.ts";

/** Where and why the article as published fails. */
export interface ArticleFailure {
  /** Where in the article: its heading, and the line if a command failed. */
  heading: string;
  line: number | undefined;
  /** The command that failed, and what it said. */
  command: string | undefined;
  said: string;
  /** What the step's target looks like. */
  looksLike: string | undefined;
  /** What is known of this version of az that explains it: by what az said, and by what the target looks like. */
  since: Problem | undefined;
  /** What the tutorial does instead. */
  instead: string | undefined;
}

/** Explains a step of the article that failed: by what az said, what is there, and what is known of this version of az. */
export async function explainArticleFailure(
  run: Run,
  step: TutorialStep,
  outcome: StepOutcome,
): Promise<ArticleFailure> {
  const failed = outcome.commands.findLast((command) => !command.ok);
  const { version, distribution } = run.connection.program;
  const said = failed?.error?.message ?? outcome.reason ?? "";
  const looksLike = await describeTarget(run, step);
  const known = knownProblems(version, distribution === undefined ? {} : { distribution });
  return {
    heading: step.article?.heading ?? step.title,
    line: failed?.command.articleLine,
    command: failed?.shown,
    ...{ said, looksLike },
    since:
      failed &&
      problemBehind(known, { line: failed.command.line, said: `${said}\n${failed.said.text}`, found: looksLike }),
    instead: step.article?.differs,
  };
}

/** What the step's target looks like; where that cannot be seen, why. */
async function describeTarget(run: Run, step: TutorialStep): Promise<string | undefined> {
  try {
    return await step.implementation.describe?.(stepContext(run));
  } catch (error) {
    if (isInterruption(error)) throw error;
    return `it could not be looked at: ${messageOf(error).split("\n")[0]}`;
  }
}
