import { resolve } from "node:path";
import { mask } from "../../azure/secret.ts";
import { exitCodes } from "../../errors.ts";
import { fillCommand, quoteCommand } from "../../tutorial/command.ts";
import { settleInputs } from "../../tutorial/inputs.ts";
import { loadTutorial } from "../../tutorial/load.ts";
import type { Command, Tutorial } from "../../tutorial/tutorial.ts";
import type { Io } from "../io.ts";
import { createRunId } from "../session/choose-run.ts";
import { openScreen, type Screen } from "../terminal/screen.ts";

/** The flags of `surestep plan`. */
export interface PlanOptions {
  tutorial: string;
  set: Record<string, string>;
  json?: boolean;
}

/**
 * Shows what would be run, in order, with the inputs filled in. What only a run can know (an application's ID) stays a
 * placeholder, secrets are masked, and nothing is touched. @returns the exit code
 */
export async function showPlan(options: PlanOptions, io: Io): Promise<number> {
  const tutorial = await loadTutorial(resolve(io.cwd, options.tutorial));
  const id = createRunId(io.now());
  const inputs = settleInputs(tutorial, options.set, { runId: id, random: mask });
  const values: Record<string, string> = { ...inputs, runId: id };
  for (const [name, input] of Object.entries(tutorial.inputs)) if (input.secret) values[name] = mask;
  const fillIn = (command: Command): string =>
    quoteCommand(fillCommand(command.words, (name) => values[name] ?? `\${${name}}`));
  const screen = openScreen(io);
  if (options.json === true) screen.print(JSON.stringify(planOf(tutorial, values, fillIn), undefined, 2));
  else print(screen, tutorial, values, fillIn);
  return exitCodes.ok;
}

function planOf(tutorial: Tutorial, values: Record<string, string>, fillIn: (command: Command) => string): object {
  const inputs = Object.fromEntries(Object.keys(tutorial.inputs).map((name) => [name, values[name]]));
  const commandsOf = (commands: readonly Command[]): object[] =>
    commands.map((command) => ({
      command: fillIn(command),
      ...(command.when === undefined ? {} : { when: command.when }),
    }));
  const steps = tutorial.steps.map(({ id, title, run, undo }) => ({
    id,
    title,
    run: commandsOf(run),
    undo: commandsOf(undo),
  }));
  return { inputs, steps };
}

function print(
  screen: Screen,
  tutorial: Tutorial,
  values: Record<string, string>,
  fillIn: (command: Command) => string,
): void {
  screen.print(screen.style("bold", "Inputs"));
  const width = Math.max(...Object.keys(tutorial.inputs).map((name) => name.length));
  for (const [name, input] of Object.entries(tutorial.inputs)) {
    screen.print(`  ${name.padEnd(width)}  ${values[name]}  ${screen.style("dim", input.about)}`);
  }
  for (const step of tutorial.steps) {
    screen.print();
    screen.print(screen.style(["bold", "cyan"], `${step.number} ${step.title}`));
    for (const command of step.run) {
      const condition = command.when === undefined ? "" : screen.style("dim", `   # when ${command.when}`);
      screen.print(`  ${screen.style("dim", "$")} ${fillIn(command)}${condition}`);
    }
    if (!step["cleans-up"]) continue;
    for (const undone of tutorial.steps.toReversed()) {
      for (const command of undone.undo) {
        screen.print(
          `  ${screen.style("dim", "$")} ${fillIn(command)}${screen.style("dim", `   # undoes ${undone.id}`)}`,
        );
      }
    }
  }
}
