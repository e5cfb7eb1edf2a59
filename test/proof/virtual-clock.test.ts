import { expect, test } from "vitest";
import { createVirtualClock } from "../../src/proof/virtual-clock.ts";

test("a sleep is over at once, and the time has passed", async () => {
  const clock = createVirtualClock(1000);
  await clock.sleep(3_600_000);
  expect(clock.now()).toBe(3_601_000);
});

test("what is to happen later happens when that much has passed, once, and not when the time is set back", () => {
  const clock = createVirtualClock(0);
  let happened = 0;
  clock.after(5000, () => (happened += 1));
  clock.pass(4999);
  expect(happened).toBe(0);
  clock.pass(1);
  clock.pass(9000);
  expect(happened).toBe(1);
  clock.after(5000, () => (happened += 1));
  clock.set(0);
  clock.pass(60_000);
  expect(happened).toBe(1);
});
