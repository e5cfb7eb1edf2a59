import { exitCodes, Interrupted } from "../../errors.ts";
import type { Io } from "../io.ts";

/** How the reader stops the program. */
export interface Interrupts {
  /** Aborted by the first Ctrl-C, SIGTERM or hang-up: what is under way ends. */
  readonly signal: AbortSignal;
  /** Aborted by the second one: nothing gets time to end any more. */
  readonly now: AbortSignal;
  /** Sets what tells the reader at the first Ctrl-C what is waited for. A signal that nobody typed is told to nobody. */
  onFirst(listener: () => void): void;
  /** Adds what has to be done at the second one, before the program ends on the spot; what was added last comes first. */
  onSecond(listener: () => void): void;
  /** Stops listening. */
  stop(): void;
}

/** Turns the first Ctrl-C, SIGTERM or hang-up into an abort, and a second one into an exit at once. */
export function listenForInterrupts(io: Io): Interrupts {
  const [first, second] = [new AbortController(), new AbortController()];
  const last: (() => void)[] = [];
  let tell: (() => void) | undefined;
  const stop = io.onStop((name) => {
    if (!first.signal.aborted) {
      first.abort(new Interrupted());
      if (name === "SIGINT") tell?.();
      return;
    }
    second.abort(new Interrupted());
    for (const listener of last.toReversed()) listener();
    io.exit(exitCodes.interrupted);
  });
  return {
    ...{ signal: first.signal, now: second.signal, stop },
    onFirst: (listener) => (tell = listener),
    onSecond: (listener) => last.push(listener),
  };
}
