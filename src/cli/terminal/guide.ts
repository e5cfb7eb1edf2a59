import { stripVTControlCharacters } from "node:util";
import { findHintFor } from "../../runner/find-hint.ts";
import type { PreparedStep } from "../../runner/prepare-step.ts";
import { shownCommand } from "../../runner/run-command.ts";
import type { StepOutcome } from "../../runner/step-outcome.ts";
import type { Run } from "../../runner/run.ts";
import type { Check } from "../../tutorial/step.ts";
import { fill } from "../../tutorial/template.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { foldOutput } from "./fold-output.ts";
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
export function showCommands(screen: Screen, run: Run, { step, commands }: PreparedStep): void {
  if (step.deeds.program !== undefined) {
    screen.print(screen.style("dim", `  ${step.id}.js`));
    for (const line of step.deeds.program.trimEnd().split("\n")) screen.print(`  ${screen.style("dim", "│")} ${line}`);
    screen.print();
  }
  for (const command of commands) {
    screen.print(`  ${screen.style("dim", "$")} ${screen.style("yellow", shownCommand(run, command))}`);
    if (command.stdin !== undefined) {
      screen.print(screen.style("dim", `    (on standard input: ${fill(command.stdin, run.values.shownOf)})`));
    }
  }
  if (step["cleans-up"]) screen.print(screen.style("dim", "  (the commands are shown as they run)"));
  screen.print();
}

/** Shows what a step came to: each check with what was expected and what was found, and what failed. */
export function showOutcome(screen: Screen, run: Run, step: TutorialStep, outcome: StepOutcome): void {
  if (!step["cleans-up"]) for (const { output } of outcome.commands) showOutput(screen, output);
  for (const check of outcome.checks) showCheck(screen, check);
  for (const finding of outcome.findings) screen.entry(screen.style("yellow", "finding"), finding);
  if (outcome.state === "done") {
    if (!outcome.ran) screen.print(screen.style("dim", "  It had been done already; nothing was run."));
    if (outcome.settled >= 1000) {
      const seconds = Math.round(outcome.settled / 1000);
      screen.print(screen.style("dim", `  Azure took ${seconds} s of ${step.settle / 1000} s to settle.`));
    }
    return;
  }
  screen.print();
  screen.print(`  ${screen.style("red", `✖ ${step.id}: ${outcome.reason ?? "failed"}`)}`);
  const failed = outcome.commands.findLast((command) => command.exitCode !== 0);
  if (failed !== undefined) screen.print(screen.style("dim", indent(lastLines(failed.output, 12), "  │ ")));
  showHint(screen, run, step, outcome);
}

/** Shows the likely cause of a failure and its remedy, where they are known. */
export function showHint(screen: Screen, run: Run, step: TutorialStep, outcome: StepOutcome): void {
  const hint = findHintFor(run, step, outcome);
  if (hint === undefined) return;
  screen.prose(`Likely cause: ${hint.cause}`);
  screen.prose(`What to do: ${hint.remedy}`);
}

/** What a command gave, folded into a line. */
function showOutput(screen: Screen, output: string): void {
  const folded = foldOutput(output, screen.width - 4);
  if (folded !== "") screen.print(screen.style("dim", `  ← ${folded}`));
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

/** One check: what was expected and what was found, in a line when it holds. */
export function showCheck(screen: Screen, { title, ok, expected, actual, hint }: Check): void {
  if (ok) {
    const found = expected === actual ? `expected and found ${actual}` : `expected ${expected}, found ${actual}`;
    screen.item(screen.style("green", "✔"), `${title}${screen.style("dim", `: ${found}`)}`);
    return;
  }
  screen.item(screen.style("red", "✖"), title);
  screen.entry("expected", expected);
  screen.entry("found", actual);
  if (hint !== undefined) screen.entry("do", hint);
}

function rule(screen: Screen, heading: string): string {
  return "─".repeat(Math.max(3, screen.width - stripVTControlCharacters(heading).length - 1));
}

function lastLines(text: string, count: number): string {
  return text.split("\n").slice(-count).join("\n");
}
