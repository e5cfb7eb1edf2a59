import { Secret } from "../../azure/secret.ts";
import { NotKnownYet, type Check, type StepContext } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { stepContext, type Run } from "../run.ts";
import { within } from "../within.ts";

/** What a verification found. */
export interface Verification {
  checks: Check[];
  holds: boolean;
  /** Milliseconds from the beginning of the first look to that of the last: 0 when it held at once. */
  settled: number;
}

/** Whether checks prove something: there are some, and all of them hold. */
export function proves(checks: readonly Check[]): boolean {
  return checks.length > 0 && checks.every(({ ok }) => ok);
}

export interface Patience {
  /** How long the checks may take to hold, in milliseconds. */
  timeout: number;
  /** Told before each pause what does not hold yet, and for how long it has been waited for (milliseconds). */
  onWait?: (waited: number, checks: Check[]) => void;
  /** Whether what was found will not change any more: it is looked at once more after some seconds, and that is it. */
  isFinal?: (checks: readonly Check[]) => boolean;
}

/** How long what seems final is given, in milliseconds: another part of the platform may not have told it yet. */
const finalAfter = 5000;

/**
 * Looks again and again, less and less often, until all checks hold or the time is up: Azure tells its own parts late
 * (role assignments take minutes, deletions seconds).
 */
export async function lookUntilItHolds(
  run: Run,
  look: () => Promise<Check[]>,
  { timeout, onWait, isFinal }: Patience,
): Promise<Verification> {
  const started = run.clock.now();
  const waits = pauses();
  for (;;) {
    const lookedAt = run.clock.now();
    const checks = await look();
    const waited = run.clock.now() - started;
    const limit = isFinal?.(checks) === true ? Math.min(timeout, finalAfter) : timeout;
    if (proves(checks) || waited >= limit) return { checks, holds: proves(checks), settled: lookedAt - started };
    onWait?.(waited, checks);
    await run.clock.sleep(Math.min(waits.next().value, limit - waited));
  }
}

/** Pauses between two looks, in milliseconds: each twice as long as the one before, up to ten seconds. */
export function* pauses(): Generator<number, never> {
  for (let pause = 200; ; pause = Math.min(pause * 2, 10_000)) yield pause;
}

/**
 * Runs a step's own verification once. A value that is not known yet, and an error that may pass by itself, are checks
 * that do not hold.
 * @throws TookTooLong, the signal's reason, or whatever kept it from finding out
 */
export async function verifyOnce(run: Run, step: TutorialStep): Promise<Check[]> {
  const { verify } = step.implementation;
  if (verify === undefined) return [];
  try {
    return await within(run.lookTimeout, run.signal, "A look at what is there", (signal) =>
      verify(stepContext(run, signal)),
    );
  } catch (error) {
    if (error instanceof NotKnownYet) return [notKnown(error.valueName)];
    const said = run.platform.notYet(error);
    if (said === undefined) throw error;
    return [{ title: "it can be verified", ok: false, expected: "an answer", actual: said }];
  }
}

/** The check for a value that is not there. */
export function notKnown(name: string): Check {
  return { title: `${name} is known`, ok: false, expected: "a value that this step gives", actual: "nothing yet" };
}

/**
 * Whether a step's own verification can fail: before the step has run, with made-up values in place of those that its
 * commands capture, it must not hold. Whatever it throws then is as good as a check that does not hold.
 */
export async function isRedBefore(run: Run, step: TutorialStep): Promise<boolean> {
  const { verify } = step.implementation;
  if (verify === undefined) return true;
  try {
    const checks = await within(run.lookTimeout, run.signal, "A look at what is there", (signal) =>
      verify(withMadeUpCaptures(step, stepContext(run, signal))),
    );
    return !proves(checks);
  } catch {
    run.signal.throwIfAborted();
    return true;
  }
}

const madeUp = "made-up-before-the-step-ran";

function withMadeUpCaptures(step: TutorialStep, context: StepContext): StepContext {
  const captured = new Set(step.run.flatMap(({ capture }) => Object.keys(capture)));
  return {
    ...context,
    values: new Proxy(context.values, {
      get: (values, name: string) => (captured.has(name) && !context.known.has(name) ? madeUp : values[name]),
    }),
    secrets: new Proxy(context.secrets, {
      get(secrets, name: string) {
        try {
          return secrets[name];
        } catch (error) {
          if (captured.has(name)) return Secret.of(madeUp);
          throw error;
        }
      },
    }),
  };
}
