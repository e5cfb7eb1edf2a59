import type { Plan, PlannedCommand } from "../../runner/plan.ts";
import { cleanUpStepOf, type Tutorial } from "../../tutorial/tutorial.ts";
import type { Screen } from "./screen.ts";

/** Shows what a run would do: its inputs, and step by step its commands. */
export function showPlan(screen: Screen, tutorial: Tutorial, { inputs, steps }: Plan): void {
  screen.print(screen.style("bold", "Inputs"));
  const width = Math.max(...Object.keys(inputs).map((name) => name.length));
  for (const [name, { about }] of Object.entries(tutorial.inputs)) {
    screen.print(`  ${name.padEnd(width)}  ${inputs[name]}  ${screen.style("dim", about)}`);
  }
  const cleaner = cleanUpStepOf(tutorial)?.id;
  for (const { id, number, title, run } of steps) {
    screen.print();
    screen.print(screen.style(["bold", "cyan"], `${number} ${title}`));
    for (const command of run) printCommand(screen, command, command.when && `when ${command.when}`);
    if (id !== cleaner) continue;
    for (const { makes } of steps.toReversed()) for (const each of makes) screen.item("-", `removes ${each}`);
  }
}

function printCommand(screen: Screen, { command }: PlannedCommand, comment: string | undefined): void {
  const behind = comment === undefined ? "" : screen.style("dim", `   # ${comment}`);
  screen.print(`  ${screen.style("dim", "$")} ${command}${behind}`);
}
