import type { Secret } from "../../azure/secret.ts";
import { explainError } from "../../azure/known/explain-error.ts";
import { isInterruption } from "../../errors.ts";
import type { Check } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import type { Answer, CapturedName, Decide } from "../decide.ts";
import { announce, record, stepContext, type Run } from "../run.ts";
import { untilAborted, within } from "../within.ts";
import { keysOf } from "../resources/look.ts";
import { lookAtStep } from "./look-at-step.ts";
import type { LookBefore } from "./look-before.ts";
import type { StepOutcome } from "./outcome.ts";
import { recordCaptured, runCommand } from "./run-command.ts";
import { commandTimeout, endStep, recordDifference, writeProgram } from "./run-step.ts";
import { proves, type Verification } from "./verify.ts";

/** Between two looks while the reader types, in milliseconds. */
const interval = 3000;

/**
 * Lets the reader do a step: writes the intent, the program that is to be run and the variables that are to be exported,
 * then looks again and again until the checks hold or the reader decides otherwise. What a command printed and nobody
 * else can find out, the reader is asked for.
 * @returns how the step ended, or what the reader chose instead: to have it run, or to stop
 * @throws NotKnownYet when a value that is to be exported is missing
 */
export async function doByHand(run: Run, look: LookBefore, decide: Decide): Promise<StepOutcome | "run" | "stop"> {
  const { step } = look;
  const started = run.clock.now();
  announce(run, { type: "by-hand", step: step.id });
  record(run, { type: "intent", step: step.id, existing: keysOf(look.before) });
  writeProgram(run, step);
  for (const command of look.commands.filter(({ words }) => words[0] === "export")) {
    await runCommand(run, step, command, commandTimeout(step));
  }
  const found = await discover(run, step);
  const unknown = capturedNames(step).filter(({ name }) => !found.has(name));
  for (;;) {
    const answer = await holdsOrAnswer(run, look, (signal) =>
      decide({ moment: "by hand", look, unknown, choices: ["run", "stop"] }, signal),
    );
    if (answer === "run" || answer === "stop") return answer;
    if (typeof answer === "object" && "checks" in answer)
      return endStep(run, step, { found: answer, started, ran: true });
    if (typeof answer === "object") keepCaptured(run, step.id, answer);
  }
}

/** What comes first: that the checks hold, or what the reader decides. */
async function holdsOrAnswer(
  run: Run,
  look: LookBefore,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer | Verification> {
  const other = new AbortController();
  const signal = AbortSignal.any([run.signal, other.signal]);
  const answered = ask(signal);
  const held = watch(run, look, signal);
  try {
    return await Promise.race([answered, held]);
  } finally {
    other.abort(new Error("the question is answered"));
    await Promise.allSettled([answered, held]);
  }
}

/** Looks every few seconds until the checks hold. A look that fails (no network for a moment) is no reason to stop. */
async function watch(run: Run, look: LookBefore, signal: AbortSignal): Promise<Verification> {
  const { step } = look;
  const started = run.clock.now();
  for (;;) {
    signal.throwIfAborted();
    const found = await untilAborted(lookByHand(run, look), signal);
    if (found.holds) return found;
    const { timeout } = step;
    announce(run, {
      ...{ type: "waiting", step: step.id, checks: found.checks, waited: run.clock.now() - started, timeout },
    });
    await untilAborted(run.clock.sleep(interval), signal);
  }
}

async function lookByHand(run: Run, { step, before, again }: LookBefore): Promise<Verification> {
  try {
    await discover(run, step);
    const found = await lookAtStep(run, step, before, { again });
    const holds = proves(found.checks);
    if (holds) recordDifference(run, step, found);
    return { checks: found.checks, holds, settled: 0 };
  } catch (error) {
    if (isInterruption(error)) throw error;
    return { checks: [notVerified(run, error)], holds: false, settled: 0 };
  }
}

function notVerified({ redactor }: Run, error: unknown): Check {
  const actual = redactor.redact(explainError(error).message).split("\n")[0] ?? "";
  return { title: "it could not be verified", ok: false, expected: "an answer", actual };
}

/**
 * Finds out what the commands printed, as far as others know it, too.
 * @returns the names that need not be told, be their values there already or not
 */
async function discover(run: Run, step: TutorialStep): Promise<ReadonlySet<string>> {
  const { implementation } = step;
  const found = await within(run.lookTimeout, run.signal, "A look for what the commands printed", async (signal) =>
    implementation.discover?.(stepContext(run, signal)),
  );
  const values = Object.entries(found ?? {});
  keepCaptured(
    run,
    step.id,
    new Map(values.filter(([name, value]) => value !== "" && run.values.plain.get(name) !== value)),
  );
  return new Set(values.map(([name]) => name));
}

function keepCaptured(run: Run, step: string, values: ReadonlyMap<string, string | Secret>): void {
  for (const [name, value] of values) run.values.set(name, value);
  recordCaptured(run, step, values);
}

function capturedNames(step: TutorialStep): CapturedName[] {
  return step.run.flatMap(({ capture }) => Object.entries(capture).map(([name, { secret }]) => ({ name, secret })));
}
