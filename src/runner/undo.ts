import { Listr, type ListrTask } from "listr2";
import { mayPass } from "../azure/az-error.ts";
import { isInterruption } from "../errors.ts";
import { NotKnownYet, type Check } from "../tutorial/step.ts";
import type { Command, TutorialStep } from "../tutorial/tutorial.ts";
import { listOptions, type ListStyle } from "./list-style.ts";
import { foldProgress, progressOf } from "./progress.ts";
import { applies, runCommand, shownCommand, type CommandResult } from "./run-command.ts";
import { stepContext, type Run } from "./run.ts";
import { verifyOnce, type Verification } from "./verify.ts";

/** How the undoing of one step ended. */
export interface UndoOutcome {
  step: TutorialStep;
  gone: boolean;
  checks: Check[];
  commands: CommandResult[];
  /** The commands that would remove what is still there, as they are shown. */
  remaining: string[];
}

export interface UndoOptions {
  style: ListStyle;
  /** Ask Azure to remove, but do not wait until it has: what takes minutes is left to another clean-up. */
  noWait?: boolean;
}

/** The steps of which the cloud may still hold something, last first: the order in which they are undone. */
export function stepsToUndo(run: Run): TutorialStep[] {
  const progress = foldProgress(run.journal.entries);
  return run.tutorial.steps
    .filter((step) => step.deeds.verifyGone !== undefined && progressOf(progress, step.id).mayExist)
    .toReversed();
}

/**
 * Undoes all of them, and goes on when one cannot be undone: the others must not stay because of it. Only the reader
 * stops it.
 * @throws what kept it from finding out about a step (no network), once the others have had their turn
 */
export async function undoSteps(
  run: Run,
  steps: readonly TutorialStep[],
  undoOptions: UndoOptions,
): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  const errors: unknown[] = [];
  const tasks = steps.map((step): ListrTask => undoTask(run, step, undoOptions, { outcomes, errors }));
  const options = {
    ...listOptions(undoOptions.style),
    exitOnError: false,
    rendererOptions: { persistentOutput: true },
  };
  await new Listr(tasks, options).run();
  if (errors.length > 0) throw errors[0];
  return outcomes;
}

function undoTask(
  run: Run,
  step: TutorialStep,
  options: UndoOptions,
  { outcomes, errors }: { outcomes: UndoOutcome[]; errors: unknown[] },
): ListrTask {
  return {
    title: `undo: ${step.title}`,
    rendererOptions: { persistentOutput: true, outputBar: Number.POSITIVE_INFINITY },
    skip: () => errors.some(isInterruption),
    task: async (_, task) => {
      const outcome = await undoStep(run, step, { ...options, say: (line) => (task.output = line) }).catch(
        (error: unknown) => {
          errors.push(error);
          throw error;
        },
      );
      outcomes.push(outcome);
      task.title = `${outcome.gone ? "gone" : "still there"}: ${step.title}`;
      if (!outcome.gone) throw new Error("something is still there");
    },
  };
}

/**
 * Undoes one step in rounds: look at what is there, run the undo commands that apply to it, look again. One round is
 * seldom enough, because a deleted thing can be purged only once Azure lists it as deleted.
 * @param say told each command that is run
 */
export async function undoStep(
  run: Run,
  step: TutorialStep,
  options: { noWait?: boolean; say(line: string): void },
): Promise<UndoOutcome> {
  const commands: CommandResult[] = [];
  const deadline = run.clock.now() + step["gone-within"];
  let found = await lookForLeftovers(run, step);
  const succeeded = new Set<string>();
  let failedRounds = 0;
  let pause = 200;
  while (!found.holds) {
    const results = await undoRound(run, step, options, succeeded);
    commands.push(...results);
    found = await lookForLeftovers(run, step);
    const isRefused = results.length > 0 && results.every(({ ok, error }) => !ok && !mayPass(error));
    failedRounds = isRefused ? failedRounds + 1 : 0;
    // What was refused in three rounds, one after the other, will not succeed by being repeated.
    if (found.holds || run.clock.now() >= deadline || failedRounds === 3) break;
    const done = results.filter(({ ok }) => ok).map(({ shown }) => shown);
    const isStepForward = done.some((line) => !succeeded.has(line));
    for (const line of done) succeeded.add(line);
    if (done.length > 0) pause = 200;
    // After a step forward the next command may apply already.
    if (isStepForward) continue;
    if (options.noWait === true) break;
    await run.clock.sleep(pause);
    pause = Math.min(pause * 2, 10_000);
  }
  const { checks } = found;
  run.journal.record({ type: found.holds ? "undone" : "survived", step: step.id, checks });
  if (found.holds) return { step, gone: true, checks, commands, remaining: [] };
  await observe(run, step);
  const remaining = applicable(run, step).map((command) => shownCommand(run, command));
  return { step, gone: false, checks, commands, remaining };
}

/** Looks at what is there at this moment, for the commands that depend on it. */
async function observe(run: Run, step: TutorialStep): Promise<Record<string, string>> {
  const observed = (await step.deeds.observe?.(stepContext(run))) ?? {};
  for (const [name, value] of Object.entries(observed)) run.values.set(name, value);
  return observed;
}

/** The undo commands that apply to what was observed. */
function applicable(run: Run, step: TutorialStep): Command[] {
  return step.undo.filter((command) => applies(run, command));
}

async function undoRound(
  run: Run,
  step: TutorialStep,
  { noWait = false, say }: { noWait?: boolean; say(line: string): void },
  succeeded: ReadonlySet<string>,
): Promise<CommandResult[]> {
  run.journal.record({ type: "undoing", step: step.id, observed: await observe(run, step) });
  const results: CommandResult[] = [];
  for (const each of applicable(run, step)) {
    const command = noWait ? withoutWaiting(each) : each;
    try {
      // What Azure was asked for already is at work: without waiting for it, it is not asked again.
      if (noWait && succeeded.has(shownCommand(run, command))) continue;
      const result = await runCommand(run, step, command);
      say(result.exitCode === 0 ? result.shown : `${result.shown} (${result.error?.message ?? "failed"})`);
      results.push(result);
    } catch (error) {
      // The step was stopped before it knew the value: what the command would remove was never made.
      if (!(error instanceof NotKnownYet)) throw error;
    }
  }
  return results;
}

/** Commands that take Azure minutes can be told not to wait for it. */
function withoutWaiting(command: Command): Command {
  return command["can-be-left-alone"] ? { ...command, words: [...command.words, "--no-wait"] } : command;
}

function lookForLeftovers(run: Run, step: TutorialStep): Promise<Verification> {
  return verifyOnce(step.deeds.verifyGone ?? (async () => []), stepContext(run));
}
