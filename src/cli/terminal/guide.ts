import { stripVTControlCharacters } from "node:util";
import { exitCodes, failureWords } from "../../errors.ts";
import type { StepOutcome } from "../../runner/step/outcome.ts";
import type { Run } from "../../runner/run.ts";
import { fill } from "../../tutorial/template.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { indent, type Screen } from "./screen.ts";

/** Shows what a step is: its place in the whole, its title, its words. */
export function showStep(screen: Screen, run: Run, step: TutorialStep): void {
  const place = `${step.number} of ${run.tutorial.steps.length}`;
  const typical = step.takes === undefined ? "" : ` (about ${Math.round(step.takes / 1000)} s)`;
  const heading = `${place} · ${step.title}${typical}`;
  screen.print();
  screen.print(`${screen.style(["bold", "cyan"], heading)} ${screen.style("dim", rule(screen, heading))}`);
  screen.print();
  screen.prose(fill(step.text, run.values.shownOf));
}

/** Shows exactly what is about to be run: the code of a step of code, and the commands. */
export function showCommands(screen: Screen, run: Run, step: TutorialStep, commands: readonly string[]): void {
  const { program } = step.implementation;
  if (program !== undefined) {
    screen.print(screen.style("dim", `  ${step.id}.js`));
    for (const line of program.trimEnd().split("\n")) screen.print(`  ${screen.style("dim", "│")} ${line}`);
    screen.print();
  }
  for (const command of commands) {
    screen.print(`  ${screen.style("dim", "$")} ${screen.style("yellow", command)}`);
  }
  for (const { stdin } of step.run) {
    if (stdin === undefined) continue;
    screen.print(screen.style("dim", `    (on standard input: ${fill(stdin, run.values.shownOf)})`));
  }
  if (step.cleansUp) screen.print(screen.style("dim", "  (the commands are shown as they run)"));
  screen.print();
}

/** Shows why a step failed, what its failed command said, and the likely cause with its remedy. */
export function showFailure(screen: Screen, run: Run, step: TutorialStep, outcome: StepOutcome): void {
  screen.print();
  screen.print(`  ${screen.style("red", `✖ ${step.id}: ${outcome.reason ?? "failed"}`)}`);
  const failed = outcome.commands.findLast((command) => !command.ok);
  if (failed !== undefined) screen.print(screen.style("dim", indent(lastLines(failed.output, 12), "  │ ")));
  showHint(screen, run, outcome);
}

/** Shows whose a failure is, and where it is known its likely cause, what that was known by, and its remedy. */
export function showHint(screen: Screen, run: Run, { failure }: Pick<StepOutcome, "failure">): void {
  if (failure === undefined) return;
  if (failure.known !== undefined) {
    const { hint, by } = failure.known;
    screen.prose(`Likely cause: ${hint.cause} (Known by: ${by})`);
    screen.prose(`What to do: ${fill(hint.remedy, run.values.shownOf)}`);
  }
  screen.prose(`At fault: ${failureWords[failure.class]} (exit code ${exitCodes[failure.class]}).`);
}

/** Shows more about a step: where it departs from the article and why, and what is known to go wrong. */
export function showMore(screen: Screen, run: Run, step: TutorialStep): void {
  screen.print();
  if (step.article?.differs !== undefined) screen.prose(`Where this departs from the article: ${step.article.differs}`);
  for (const hint of step.hints) {
    screen.prose(`• ${hint.cause}`);
    screen.print(indent(`→ ${fill(hint.remedy, run.values.shownOf)}`, "    "));
    screen.print(screen.style("dim", `    (${hint.source})`));
    screen.print();
  }
}

function rule(screen: Screen, heading: string): string {
  return "─".repeat(Math.max(3, screen.width - stripVTControlCharacters(heading).length - 1));
}

function lastLines(text: string, count: number): string {
  return text.split("\n").slice(-count).join("\n");
}
