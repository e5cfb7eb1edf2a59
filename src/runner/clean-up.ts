import { Listr, type ListrTask } from "listr2";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import { leftover } from "./leftover.ts";
import { listOptions, type ListStyle } from "./list-style.ts";
import type { StepOutcome } from "./step-outcome.ts";
import { runCommand, type CommandResult } from "./run-command.ts";
import { stepContext, type Run } from "./run.ts";
import { stepsToUndo, undoSteps, type UndoOptions } from "./undo.ts";
import { verifyUntilItHolds, type Verification } from "./verify.ts";

/** How a clean-up ended. */
export interface CleanUpOutcome extends StepOutcome {
  /** The commands that would remove what is still there. */
  remaining: string[];
}

/**
 * Carries out the step that cleans up: undoes every step of which something may be left, last first, then looks once
 * more by the marks of the run.
 * @throws whatever kept it from finding out: no network, the reader who stopped it
 */
export async function cleanUp(run: Run, step: TutorialStep, options: UndoOptions): Promise<CleanUpOutcome> {
  const started = run.clock.now();
  run.journal.record({ type: "intent", step: step.id, observed: {} });
  const own = run.asWritten ? await cleanUpAsWritten(run, step) : [];
  const outcomes = await undoSteps(run, stepsToUndo(run), options);
  const survivors = outcomes.filter((outcome) => !outcome.gone);
  // Where something survived there is nothing to wait for.
  const patience = options.noWait === true || survivors.length > 0 ? 0 : step.settle;
  const found = await lookOnceMore(run, step, options.style, patience);
  const checks = [...outcomes.flatMap((outcome) => outcome.checks), ...found.checks];
  const milliseconds = run.clock.now() - started;
  const undone = outcomes.flatMap((outcome) => outcome.commands);
  const commands = [...own, ...undone];
  const findings = run.asWritten ? leftBehind(undone) : [];
  for (const sentence of findings) run.journal.record({ type: "finding", step: step.id, sentence });
  const remaining = survivors.flatMap((each) => each.remaining);
  const outcome = { ran: true, checks, settled: found.settled, milliseconds, commands, remaining, findings };
  if (survivors.length === 0 && found.holds) {
    run.journal.record({ type: "done", step: step.id, checks, settled: found.settled, milliseconds });
    run.journal.record({ type: "cleaned" });
    return { ...outcome, state: "done" };
  }
  const left = [...survivors.flatMap((each) => each.checks), ...found.checks].filter((check) => !check.ok);
  const reason = `Something of this run is left: ${[...new Set(left.map(leftover))].join("; ")}.`;
  run.journal.record({ type: "failed", step: step.id, reason, checks });
  return { ...outcome, state: "failed", reason };
}

/** The article's own clean-up, before what it leaves behind is looked for. */
async function cleanUpAsWritten(run: Run, step: TutorialStep): Promise<CommandResult[]> {
  const results: CommandResult[] = [];
  for (const command of step.run) results.push(await runCommand(run, step, command));
  return results;
}

/** What had to be removed after the article's own clean-up, with the command that did it. */
function leftBehind(undone: readonly CommandResult[]): string[] {
  return undone
    .filter(({ ok, command }) => ok && command.words[0] === "az")
    .map(({ shown }) => `Left behind after the article's clean-up; this removes it: ${shown}`);
}

async function lookOnceMore(run: Run, step: TutorialStep, style: ListStyle, limit: number): Promise<Verification> {
  let found: Verification = { checks: [], holds: false, settled: 0 };
  const look: ListrTask = {
    title: "look once more, by the marks of this run",
    task: async (_, task) => {
      found = await verifyUntilItHolds(step.deeds.verify, stepContext(run), { limit, clock: run.clock });
      if (!found.holds) throw new SomethingIsLeft("something of this run is left");
      task.title = "nothing of this run is left";
    },
  };
  await new Listr([look], listOptions(style)).run().catch((error: unknown) => {
    if (!(error instanceof SomethingIsLeft)) throw error;
  });
  return found;
}

/** Ends the list of tasks; the outcome says why. */
class SomethingIsLeft extends Error {}
