import type { Clock } from "../../runner/run.ts";
import type { Io } from "../io.ts";

/** The clock of a run; a sleep ends with the signal's reason when the reader stops the program. */
export function clockOf({ now, sleep }: Pick<Io, "now" | "sleep">, signal: AbortSignal): Clock {
  return {
    now,
    async sleep(milliseconds) {
      signal.throwIfAborted();
      await sleep(milliseconds, signal).catch(() => signal.throwIfAborted());
    },
  };
}
