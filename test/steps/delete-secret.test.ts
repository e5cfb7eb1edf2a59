import { afterAll, expect, test } from "vitest";
import { stepContext } from "../../src/runner/run.ts";
import type { State } from "../../src/simulator/state.ts";
import { check } from "../../src/tutorial/step.ts";
import deleteSecret from "../../steps/delete-secret.ts";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("delete-secret");
afterAll(() => done.close());
const title = "secret surestep-t000000001/mySecret is deleted";

/** Puts the deleted secret back, by a copy or for good. */
function restore(state: State, isGone: boolean): void {
  const vault = only(state.vaults);
  vault.secrets = [only(vault.deletedSecrets).secret];
  if (isGone) vault.deletedSecrets = [];
}

test("it holds while the secret is found nowhere but among the deleted ones", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not when it is nowhere: that it cannot be read proves nothing", async () => {
  const broken = await done.brokenBy((state) => (only(state.vaults).deletedSecrets = []));
  expect(broken).toContain(`${title}: gone`);
});

test("nor when it was recovered", async () => {
  expect(await done.brokenBy((state) => restore(state, true))).toEqual([`${title}: live`]);
});

test("nor when it can be read although it is listed as deleted", async () => {
  expect(await done.brokenBy((state) => restore(state, false))).toEqual([`${title}: live`]);
});

test("nor can it be said to be while the deleted ones may not be read", async () => {
  const broken = await done.brokenBy((state) => (only(state.vaults).accessPolicies = []));
  expect(broken.length).toBeGreaterThan(0);
});

test("nor while a second client still reads it; then az, which takes a second, is not asked", async () => {
  const azure = {
    secrets: async () => ({ getSecret: async () => ({ name: "mySecret" }) }),
    az: () => Promise.reject(new Error("az was asked")),
  };
  const checks = await deleteSecret.verify?.({ ...stepContext(done.run), azure: azure as never });
  expect(checks).toEqual([check("a second client is told 404", "no such secret", "still there")]);
});
