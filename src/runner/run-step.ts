import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Listr, type ListrTask } from "listr2";
import type { Check } from "../tutorial/step.ts";
import type { Command, TutorialStep } from "../tutorial/tutorial.ts";
import { findArticleFindings, isKnownRot } from "./article-findings.ts";
import { cleanUp } from "./clean-up.ts";
import { listOptions, type ListStyle } from "./list-style.ts";
import type { PreparedStep } from "./prepare-step.ts";
import { runCommand, shownCommand, type CommandResult } from "./run-command.ts";
import { stepContext, type Run } from "./run.ts";
import type { StepOutcome } from "./step-outcome.ts";
import { verifyUntilItHolds, type Verification } from "./verify.ts";

/**
 * Carries out one step: writes the intent, runs the commands, and verifies until the checks hold.
 * @param prepared what `prepareStep` found
 * @throws whatever kept it from finding out: no network, a bug in a verification
 */
export async function runStep(run: Run, prepared: PreparedStep, style: ListStyle): Promise<StepOutcome> {
  const { step, before, observed } = prepared;
  if (step["cleans-up"]) return cleanUp(run, step, { style });
  const started = run.clock.now();
  const commands: CommandResult[] = [];
  const findings: string[] = [];
  const end = ({ checks, settled }: Verification, ran: boolean, reason?: string): StepOutcome => {
    const milliseconds = run.clock.now() - started;
    if (reason === undefined) run.journal.record({ type: "done", step: step.id, checks, settled, milliseconds });
    else run.journal.record({ type: "failed", step: step.id, reason, checks });
    for (const sentence of findings) run.journal.record({ type: "finding", step: step.id, sentence });
    const outcome = { ran, checks, settled, milliseconds, commands, findings };
    return reason === undefined ? { ...outcome, state: "done" } : { ...outcome, state: "failed", reason };
  };
  if (prepared.state === "done") return end(before, false);
  if (prepared.state === "proves-nothing") return end(before, false, alreadyHolds);

  run.journal.record({ type: "intent", step: step.id, observed });
  if (step.deeds.program !== undefined) writeFileSync(programFile(run, step), step.deeds.program);
  let verification = before;
  const tasks = [
    ...prepared.commands.map((command) => commandTask(run, step, command, commands)),
    verifyTask(run, step, (found) => (verification = found)),
  ];
  await new Listr(tasks, listOptions(style)).run().catch((error: unknown) => {
    if (!(error instanceof StepFailed)) throw error;
  });
  const last = commands.at(-1);
  if (run.asWritten) findings.push(...(await findArticleFindings(run, step, commands, verification.holds)));
  if (last !== undefined && !last.ok) {
    if (run.asWritten && isKnownRot(last)) return end({ checks: [], holds: false, settled: 0 }, true);
    return end(before, true, `${last.shown} ended with exit code ${last.exitCode}.`);
  }
  return end(verification, true, verification.holds ? undefined : "A check does not hold.");
}

/** Where the program of a step of code is put, for `node <id>.js`. */
export function programFile(run: Run, step: TutorialStep): string {
  return join(run.folder.project, `${step.id}.js`);
}

const alreadyHolds = "Its verification held before it had run, so it proves nothing.";

/** Ends the list of tasks; the outcome says why. */
class StepFailed extends Error {}

function commandTask(run: Run, step: TutorialStep, command: Command, results: CommandResult[]): ListrTask {
  return {
    title: shownCommand(run, command),
    task: async (_, task) => {
      const result = await runCommand(run, step, command);
      results.push(result);
      task.title = result.shown;
      if (!result.ok) throw new StepFailed(result.error?.message ?? `exit code ${result.exitCode}`);
    },
  };
}

function verifyTask(run: Run, step: TutorialStep, keep: (found: Verification) => void): ListrTask {
  return {
    title: "verify",
    task: async (_, task) => {
      const found = await verifyUntilItHolds(step.deeds.verify, stepContext(run), {
        limit: step.settle,
        clock: run.clock,
        onWait: (waited, checks) => {
          task.output = waiting(waited, step.settle, checks);
        },
      });
      keep(found);
      const held = found.checks.filter((check) => check.ok).length;
      task.title = `verify: ${held} of ${found.checks.length} checks hold`;
      if (!found.holds) throw new StepFailed("a check does not hold");
    },
  };
}

/** "not settled yet: 12 s of 300 s (the application may list secrets)" */
function waiting(waited: number, limit: number, checks: readonly Check[]): string {
  const open = checks.find((check) => !check.ok)?.title ?? "";
  return `not settled yet: ${Math.round(waited / 1000)} s of ${Math.round(limit / 1000)} s (${open})`;
}
