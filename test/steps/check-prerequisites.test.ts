import { afterAll, expect, test } from "vitest";
import { doUntil } from "./done-step.ts";

const done = await doUntil("check-prerequisites");
afterAll(() => done.close());
const { run } = done;

/** Verifies with another value in place of one that a command gave. */
async function brokenWith(name: string, value: string): Promise<string[]> {
  const before = run.values.plain.get(name) ?? "";
  run.values.set(name, value);
  const broken = await done.broken();
  run.values.set(name, before);
  return broken;
}

test("it holds for a reader who is signed in", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not with an az that is known to be broken, and says what breaks", async () => {
  run.connection.program.distribution = "debian";
  const broken = await brokenWith("azVersion", "2.45.0");
  delete run.connection.program.distribution;
  expect(broken).toEqual([
    expect.stringMatching(/^this az is not known to be broken: Every command for secrets fails/),
  ]);
});

test("nor when the token is for another subscription or tenant than az names", async () => {
  expect(await brokenWith("subscriptionId", "another")).toMatchObject([
    expect.stringMatching(/^az is signed in to the subscription: [0-9a-f-]{36}$/),
  ]);
  expect(await brokenWith("tenantId", "another")).toMatchObject([
    expect.stringMatching(/^Azure accepts the sign-in, for the right tenant: [0-9a-f-]{36}$/),
  ]);
});
