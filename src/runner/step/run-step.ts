import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FailureClass } from "../../errors.ts";
import type { Check } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { keysOf } from "../resources/look.ts";
import { announce, record, type Run } from "../run.ts";
import { findArticleFindings, isKnownIssue } from "../trial/article-findings.ts";
import { TookTooLong } from "../within.ts";
import { explainFailure } from "./explain-failure.ts";
import type { LookBefore } from "./look-before.ts";
import { lookAtStep, type StepLook } from "./look-at-step.ts";
import type { StepOutcome } from "./outcome.ts";
import { runCommand, type CommandResult } from "./run-command.ts";
import { lookUntilItHolds, type Verification } from "./verify.ts";

/**
 * Carries out one step: writes the intent, runs the commands, and looks until the difference is what was declared and the
 * checks hold.
 * @param look what `lookBefore` found
 * @throws whatever kept it from finding out: no network, a bug in a verification
 */
export async function runStep(run: Run, look: LookBefore): Promise<StepOutcome> {
  const { step, checks } = look;
  const started = run.clock.now();
  const end = (found: Verification, more: Pick<StepEnd, "commands" | "reason" | "class"> = {}) =>
    endStep(run, step, { found, started, ran: more.commands !== undefined, ...more });
  const asBefore: Verification = { checks, holds: false, settled: 0 };
  if (look.state === "done") return end(asBefore);
  if (look.state === "proves-nothing") return end(asBefore, { reason: alreadyHolds });

  record(run, { type: "intent", step: step.id, existing: keysOf(look.before) });
  writeProgram(run, step);
  const commands: CommandResult[] = [];
  for (const command of look.commands) {
    const result = await runCommand(run, step, command, commandTimeout(step));
    commands.push(result);
    if (result.ok) continue;
    const isKnown = run.asWritten && isKnownIssue(result);
    // What the commands before it made is the run's, too.
    await lookAtStep(run, step, look.before);
    await recordFindings(run, step, commands, false);
    return end({ ...asBefore, checks: [] }, { commands, reason: isKnown ? undefined : result.problem });
  }
  try {
    const found = await waitUntilItHolds(run, look);
    await recordFindings(run, step, commands, found.holds);
    return end(found, { commands, reason: found.holds ? undefined : "A check does not hold." });
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    return end(asBefore, { commands, reason: error.message, class: "unwell" });
  }
}

const alreadyHolds = "Its verification held before it had run, so it proves nothing.";

/** Looks until a step's checks hold or its time is up, and journals the difference that it made. */
async function waitUntilItHolds(run: Run, { step, before, again }: LookBefore): Promise<Verification> {
  const { timeout } = step;
  let last: StepLook = { checks: [], lines: [], others: [] };
  const look = async (): Promise<Check[]> => (last = await lookAtStep(run, step, before, { again })).checks;
  const found = await lookUntilItHolds(run, look, {
    timeout,
    onWait: (waited, checks) => announce(run, { type: "waiting", step: step.id, checks, waited, timeout }),
    isFinal: (checks) => checks.every(({ ok, title }) => ok || title.startsWith("not asked for")),
  });
  recordDifference(run, step, last);
  return found;
}

/** Journals what a step changed, and what others did meanwhile. */
export function recordDifference(run: Run, step: TutorialStep, { lines, others }: StepLook): void {
  if (lines.length + others.length > 0) record(run, { type: "difference", step: step.id, lines, others });
}

/** Puts the program of a step of code where `node <id>.js` finds it. */
export function writeProgram(run: Run, { id, implementation }: TutorialStep): void {
  if (implementation.program !== undefined) writeFileSync(join(run.folder.project, `${id}.js`), implementation.program);
}

/** How long a command of a step may take that has no limit of its own, in milliseconds. */
export function commandTimeout({ takes = 0 }: TutorialStep): number {
  return Math.max(300_000, takes * 10);
}

async function recordFindings(
  run: Run,
  step: TutorialStep,
  commands: readonly CommandResult[],
  holds: boolean,
): Promise<void> {
  if (!run.asWritten) return;
  for (const sentence of await findArticleFindings(run, step, commands, holds)) {
    record(run, { type: "finding", step: step.id, sentence });
  }
}

interface StepEnd {
  found: Verification;
  /** When it began: milliseconds since the epoch. */
  started: number;
  /** Whether its commands were run; not when what they do was found done. */
  ran: boolean;
  commands?: readonly CommandResult[] | undefined;
  reason?: string | undefined;
  /** Whose a failure is, where it is not to be found in what was said. */
  class?: FailureClass | undefined;
}

/** Writes into the journal how a step ended, and whose a failure is. */
export function endStep(run: Run, step: TutorialStep, end: StepEnd): StepOutcome {
  const { found, started, ran, commands = [], reason } = end;
  const { checks, settled } = found;
  const now = run.clock.now();
  const milliseconds = now - started;
  // All that it did is in its last look, which may serve the next step, too.
  const until = run.lastLook?.begun ?? now;
  run.active.set(step.id, { from: run.active.get(step.id)?.from ?? started, until });
  if (reason === undefined) {
    record(run, { type: "done", step: step.id, checks, settled, milliseconds, ran });
    return { state: "done", checks, commands, reason };
  }
  const explained = explainFailure(step, { commands, checks });
  const failure = { ...explained, class: end.class ?? explained.class };
  const evidence = failure.known === undefined ? {} : { knownBy: failure.known.by };
  record(run, { type: "failed", step: step.id, reason, class: failure.class, ...evidence, checks, milliseconds });
  return { state: "failed", checks, commands, reason, failure };
}
