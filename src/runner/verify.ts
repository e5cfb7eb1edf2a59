import { NotKnownYet, type Check, type StepContext } from "../tutorial/step.ts";
import type { Clock } from "./run.ts";

/** What a verification found. */
export interface Verification {
  checks: Check[];
  holds: boolean;
  /** Milliseconds from the beginning of the first look to that of the last: 0 when it held at once. */
  settled: number;
}

export type Verify = (context: StepContext) => Promise<Check[]>;

/** Looks once. A value that is not known yet is a check that does not hold, not an error. */
export async function verifyOnce(verify: Verify, context: StepContext): Promise<Verification> {
  const checks = await checksOf(verify, context);
  return { checks, holds: checks.length > 0 && checks.every((check) => check.ok), settled: 0 };
}

/**
 * Looks again and again, less and less often, until all checks hold or the time is up: Azure tells its own parts late
 * (role assignments take minutes, deletions seconds).
 * @param limit milliseconds
 * @param onWait told before each pause what does not hold yet and how long it has taken
 */
export async function verifyUntilItHolds(
  verify: Verify,
  context: StepContext,
  options: { limit: number; clock: Clock; onWait?: (waited: number, checks: Check[]) => void },
): Promise<Verification> {
  const { limit, clock, onWait } = options;
  const started = clock.now();
  for (let pause = 200; ; pause = Math.min(pause * 2, 10_000)) {
    const lookedAt = clock.now();
    const found = await verifyOnce(verify, context);
    const waited = clock.now() - started;
    if (found.holds || waited >= limit) return { ...found, settled: lookedAt - started };
    onWait?.(waited, found.checks);
    await clock.sleep(Math.min(pause, limit - waited));
  }
}

async function checksOf(verify: Verify, context: StepContext): Promise<Check[]> {
  try {
    return await verify(context);
  } catch (error) {
    if (!(error instanceof NotKnownYet)) throw error;
    const title = `${error.valueName} is known`;
    return [{ title, ok: false, expected: "a value that this step gives", actual: "nothing yet" }];
  }
}
