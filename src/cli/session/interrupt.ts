import { exitCodes, Interrupted } from "../../errors.ts";
import type { Io } from "../io.ts";

/**
 * Turns the first Ctrl-C, SIGTERM or hang-up into an abort, and a second one into an exit at once.
 * @returns the signal, and a function that stops listening
 */
export function listenForInterrupts(io: Io): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const stop = io.onStop(() => {
    if (controller.signal.aborted) io.exit(exitCodes.interrupted);
    controller.abort(new Interrupted());
  });
  return { signal: controller.signal, stop };
}
