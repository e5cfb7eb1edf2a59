import { resolve } from "node:path";
import { exitCodes, SurestepError } from "../../errors.ts";
import { firstPending } from "../../runner/progress-of-steps.ts";
import { readTutorial } from "../session/platforms.ts";
import { requireStep, type TutorialStep } from "../../tutorial/tutorial.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { findUnfinishedRun } from "../session/choose-run.ts";
import { openScreen, type Screen } from "../terminal/screen.ts";

/** Shows what is known to go wrong in a step: the one named, else the one at which the unfinished run stands. */
export async function showHints(
  wanted: string | undefined,
  options: { tutorial: string; folder: string },
  io: RedactedIo,
): Promise<number> {
  const tutorial = await readTutorial(io, options.tutorial);
  const unfinished = findUnfinishedRun(resolve(io.cwd, options.folder));
  const step =
    wanted === undefined ? unfinished && firstPending(tutorial, unfinished.progress) : requireStep(tutorial, wanted);
  if (step === undefined) {
    throw new SurestepError("No run is under way, so there is no step to give hints for.", {
      hint: `Name one: ${tutorial.steps.map(({ id }) => id).join(", ")}.`,
      exitCode: exitCodes.badInput,
    });
  }
  print(openScreen(io), step);
  return exitCodes.ok;
}

function print(screen: Screen, step: TutorialStep): void {
  screen.print(screen.style(["bold", "cyan"], `${step.number} ${step.title}`));
  screen.print();
  if (step.article?.differs !== undefined) screen.prose(step.article.differs);
  if (step.hints.length === 0) screen.prose("Nothing is known to go wrong here.");
  for (const { cause, remedy, source } of step.hints) {
    screen.prose(`${cause}\n\n→ ${remedy}`);
    screen.print(screen.style("dim", `    (${source})`));
    screen.print();
  }
}
