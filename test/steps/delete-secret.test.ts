import { afterAll, expect, test } from "vitest";
import type { State } from "../../src/simulator/state.ts";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("delete-secret");
afterAll(() => done.close());

/** Puts the deleted secret back, by a copy or for good. */
function restore(state: State, isGone: boolean): void {
  const vault = only(state.vaults);
  vault.secrets = [only(vault.deletedSecrets).secret];
  if (isGone) vault.deletedSecrets = [];
}

test("it holds while the secret is found nowhere but among the deleted ones", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not when the secret never was: that it cannot be read proves nothing", async () => {
  const broken = await done.brokenBy((state) => (only(state.vaults).deletedSecrets = []));
  expect(broken).toEqual(["the secret is in the list of deleted ones: not there"]);
});

test("nor when it was recovered", async () => {
  const broken = await done.brokenBy((state) => restore(state, true));
  expect(broken).toEqual(["the secret is in the list of deleted ones: not there"]);
});

test("nor when it can be read although it is listed as deleted", async () => {
  expect(await done.brokenBy((state) => restore(state, false))).toEqual([
    "az says that there is no such secret (exit code 3): still there",
    "a second client is told 404: still there",
  ]);
});

test("nor can anything be said while the deleted ones may not be read", async () => {
  const look = done.brokenBy((state) => (only(state.vaults).accessPolicies = []));
  await expect(look).rejects.toMatchObject({ statusCode: 403 });
});
