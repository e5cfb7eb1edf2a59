import { knownProblems, type Problem } from "../../azure/known-az-versions.ts";
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
  /** What changed in az, and since when. */
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
  const words = failed?.command.line ?? "";
  const known = knownProblems(version, distribution === undefined ? {} : { distribution });
  return {
    heading: step.article?.heading ?? step.title,
    line: failed?.command.articleLine,
    command: failed?.shown,
    said: failed?.error?.message ?? outcome.reason ?? "",
    looksLike: await step.implementation.describe?.(stepContext(run)),
    // The newest change of this command is the likeliest cause.
    since: known.findLast(
      ({ from, commands }) => from !== undefined && commands.some((each) => words.startsWith(`az ${each}`)),
    ),
    instead: step.article?.differs,
  };
}
