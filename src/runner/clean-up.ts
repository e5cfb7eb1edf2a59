import { Listr, type ListrTask } from "listr2";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import { listOptions } from "./list-style.ts";
import type { StepOutcome } from "./run-step.ts";
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
 */
export async function cleanUp(run: Run, step: TutorialStep, options: UndoOptions): Promise<CleanUpOutcome> {
  const started = run.clock.now();
  run.journal.record({ type: "intent", step: step.id, observed: {} });
  const outcomes = await undoSteps(run, stepsToUndo(run), options);
  const found = await lookOnceMore(run, step, options);
  const survivors = outcomes.filter((outcome) => !outcome.gone);
  const checks = [...outcomes.flatMap((outcome) => outcome.checks), ...found.checks];
  const milliseconds = run.clock.now() - started;
  const commands = outcomes.flatMap((outcome) => outcome.commands);
  const remaining = survivors.flatMap((outcome) => outcome.remaining);
  const outcome = { ran: true, checks, settled: found.settled, milliseconds, commands, remaining };
  if (survivors.length === 0 && found.holds) {
    run.journal.record({ type: "done", step: step.id, checks, settled: found.settled, milliseconds });
    run.journal.record({ type: "cleaned" });
    return { ...outcome, state: "done" };
  }
  const reason =
    survivors.length > 0 ? `Something is left of: ${survivors.join("; ")}.` : "Something of this run is left.";
  run.journal.record({ type: "failed", step: step.id, reason, checks });
  return { ...outcome, state: "failed", reason };
}

async function lookOnceMore(run: Run, step: TutorialStep, { style, noWait }: UndoOptions): Promise<Verification> {
  let found: Verification = { checks: [], holds: false, settled: 0 };
  const look: ListrTask = {
    title: "look once more, by the marks of this run",
    task: async (_, task) => {
      const options = { limit: noWait === true ? 0 : step.settle, clock: run.clock };
      found = await verifyUntilItHolds(step.deeds.verify, stepContext(run), options);
      if (!found.holds) throw new Error("something of this run is left");
      task.title = "nothing of this run is left";
    },
  };
  await new Listr([look], { ...listOptions(style), exitOnError: false }).run();
  return found;
}
