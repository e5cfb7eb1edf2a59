import { exitCodes, SurestepError } from "../../errors.ts";

/** Thrown into whatever is under way when the reader stops the program. */
export class Interrupted extends SurestepError {
  constructor() {
    super("Stopped.", { exitCode: exitCodes.interrupted });
  }
}

/**
 * Turns the first Ctrl-C, SIGTERM or hang-up into an abort, and a second one into an exit at once.
 * @returns the signal, and a function that stops listening
 */
export function listenForInterrupts(): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort(new Interrupted());
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.on(name, interrupt);
  return {
    signal: controller.signal,
    stop() {
      for (const name of signals) process.off(name, interrupt);
    },
  };
}
