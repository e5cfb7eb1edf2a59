import type { Clock } from "../runner/run.ts";

/** A clock on which nobody waits: a sleep is over at once, and the time has passed. */
export interface VirtualClock extends Clock {
  /** Lets so many milliseconds pass. What was to happen until then happens. */
  pass(milliseconds: number): void;
  /** Lets something happen when so many milliseconds have passed. */
  after(milliseconds: number, happen: () => void): void;
  /** Sets the time (milliseconds since the epoch), forwards or back. What was to happen is forgotten. */
  set(time: number): void;
}

/** Makes a clock that shows a time (milliseconds since the epoch) until it is told otherwise. */
export function createVirtualClock(begin: number): VirtualClock {
  let time = begin;
  let due: { at: number; happen: () => void }[] = [];
  const clock: VirtualClock = {
    now: () => time,
    async sleep(milliseconds) {
      clock.pass(milliseconds);
    },
    pass(milliseconds) {
      time += milliseconds;
      const now = due.filter(({ at }) => at <= time);
      due = due.filter(({ at }) => at > time);
      for (const { happen } of now) happen();
    },
    after(milliseconds, happen) {
      due.push({ at: time + milliseconds, happen });
    },
    set(at) {
      time = at;
      due = [];
    },
  };
  return clock;
}
