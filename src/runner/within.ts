import { exitCodes, SurestepError } from "../errors.ts";
import { wordDuration } from "../tutorial/duration.ts";

/** What did not end in its time. */
export class TookTooLong extends SurestepError {
  constructor(what: string, milliseconds: number) {
    super(`${what} did not end within ${wordDuration(milliseconds)}.`, {
      hint: "What was done so far is in the journal: run the same command again to go on.",
      exitCode: exitCodes.unwell,
    });
  }
}

/**
 * Awaits work that may hang, for as long as it may take and as long as the run goes on; whoever waits is let go at once,
 * also where the work itself does not heed its signal.
 * @param milliseconds how long it may take
 * @param signal ends it sooner, and is thrown as its reason
 * @param what names the work: the subject of the sentence in `TookTooLong`
 * @throws TookTooLong, or the signal's reason
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new TookTooLong(what, milliseconds)), milliseconds);
  const either = AbortSignal.any([signal, limit.signal]);
  try {
    return await untilAborted(work(either), either);
  } finally {
    clearTimeout(timer);
  }
}

/** Awaits a promise, but no longer than until the signal is aborted; then its reason is thrown. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  // Nobody may be left to hear of an error that comes after the abort.
  promise.catch(() => {});
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
