import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { TookTooLong, untilAborted, within } from "../../src/runner/within.ts";

const never = new AbortController().signal;
/** Work that hangs and heeds no signal. */
const hanging = (): Promise<never> => new Promise(() => {});

/** How long something takes until it is settled, in milliseconds. */
async function timeOf(work: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await Promise.allSettled([work]);
  return performance.now() - started;
}

describe("work that has a time limit", () => {
  test("gives what it gives when it ends in its time", async () => {
    expect(await within(60_000, never, "The work", async () => 7)).toBe(7);
  });

  test("throws its own error when it fails in its time", async () => {
    await expect(within(60_000, never, "The work", () => Promise.reject(new Error("no network")))).rejects.toThrow(
      "no network",
    );
  });

  test("ends at the limit though it hangs, and says what did not end", async () => {
    const work = within(50, never, "A look at what is there", hanging);
    expect(await timeOf(work)).toBeLessThan(1000);
    await expect(work).rejects.toThrow(new TookTooLong("A look at what is there", 50));
    await expect(work).rejects.toThrow("A look at what is there did not end within 50 ms");
  });

  test("is told by its own signal that its time is up", async () => {
    let told: AbortSignal | undefined;
    await within(10, never, "The work", (signal) => ((told = signal), hanging())).catch(() => {});
    expect(told?.reason).toBeInstanceOf(TookTooLong);
  });

  test("is left at once when the run is stopped, though it hangs", async () => {
    const stop = new AbortController();
    const reason = new Error("stopped");
    let told: AbortSignal | undefined;
    const work = within(60_000, stop.signal, "The work", (signal) => ((told = signal), hanging()));
    setImmediate(() => stop.abort(reason));
    expect(await timeOf(work)).toBeLessThan(2000);
    await expect(work).rejects.toBe(reason);
    expect(told?.reason).toBe(reason);
  });

  test("of a run that was stopped before is left at once, too", async () => {
    const reason = new Error("stopped");
    await expect(within(60_000, AbortSignal.abort(reason), "The work", hanging)).rejects.toBe(reason);
  });
});

describe("waiting until a signal", () => {
  test("leaves nothing on the signal that could grow with each wait", async () => {
    const { signal } = new AbortController();
    for (const each of [1, 2, 3]) await untilAborted(Promise.resolve(each), signal);
    await untilAborted(Promise.reject(new Error("no")), signal).catch(() => {});
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("does not make an error of what fails after it", async () => {
    const late = Promise.withResolvers<void>();
    const stop = new AbortController();
    const waiting = untilAborted(late.promise, stop.signal);
    stop.abort(new Error("stopped"));
    await expect(waiting).rejects.toThrow("stopped");
    // Also where the signal was aborted before.
    await expect(untilAborted(late.promise, stop.signal)).rejects.toThrow("stopped");
    const later = Promise.withResolvers<void>();
    await expect(untilAborted(later.promise, stop.signal)).rejects.toThrow("stopped");
    for (const { reject } of [late, later]) reject(new Error("too late"));
    // vitest fails on an unhandled rejection.
    await new Promise(setImmediate);
  });
});
