import { afterAll, expect, test } from "vitest";
import type { SecretVersion, State } from "../../src/simulator/state.ts";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("set-secret");
afterAll(() => done.close());
const newest = (state: State): SecretVersion => only(only(only(state.vaults).secrets).versions.slice(-1));

test("it holds while both az and a second client read the value", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not when the value is another one, and no check shows either", async () => {
  expect(await done.brokenBy((state) => (newest(state).value = "other"))).toEqual([
    "a second client, signed in as you, reads the same value: another value",
    "'az keyvault secret show' reads the same value: another value",
  ]);
});

test("nor without the secret", async () => {
  const broken = await done.brokenBy((state) => (only(state.vaults).secrets = []));
  expect(broken).toEqual(["a second client, signed in as you, reads the same value: no such secret"]);
});

test("nor when it is disabled, and the reader is told how to enable it", async () => {
  const broken = await done.checksBrokenBy((state) => (newest(state).enabled = false));
  expect(broken).toMatchObject([{ actual: "disabled", hint: expect.stringContaining("--enabled true") }]);
});

test("nor without its vault", async () => {
  const broken = await done.brokenBy((state) => (state.vaults = []));
  expect(broken).toEqual(["a second client, signed in as you, reads the same value: no such secret"]);
});
