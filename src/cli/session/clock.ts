import { setTimeout } from "node:timers/promises";
import type { Clock } from "../../runner/run.ts";

/** The machine's clock; a sleep ends with the signal's reason when the reader stops the program. */
export function systemClock(signal: AbortSignal): Clock {
  return {
    now: Date.now,
    async sleep(milliseconds) {
      signal.throwIfAborted();
      await setTimeout(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
  };
}
