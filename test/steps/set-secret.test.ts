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

const title = "secret surestep-t000000001/mySecret";

test("nor without the secret", async () => {
  const broken = await done.brokenBy((state) => (only(state.vaults).secrets = []));
  expect(broken).toEqual([`${title}: not there`]);
});

test("nor when it is disabled", async () => {
  const broken = await done.brokenBy((state) => (newest(state).enabled = false));
  expect(broken).toEqual([expect.stringContaining(`${title}: versions: `)]);
  expect(broken[0]).toContain("enabled: false");
});

test("nor when it has expired", async () => {
  const broken = await done.brokenBy((state) => (newest(state).expires = 1_000_000_000));
  expect(broken).toEqual([`${title}: expires: 2001-09-09T01:46:40Z`]);
});

test("nor with a second version that nobody asked for", async () => {
  const broken = await done.brokenBy((state) => {
    const { versions } = only(only(state.vaults).secrets);
    versions.push({ ...only(versions), version: "0".repeat(32), created: only(versions).created + 1 });
  });
  expect(broken).toEqual([expect.stringContaining(`${title}: versions: `)]);
});

test("nor with a secret beside it", async () => {
  const broken = await done.brokenBy((state) => {
    const vault = only(state.vaults);
    vault.secrets.push({ ...only(vault.secrets), name: "beside" });
  });
  expect(broken).toEqual([expect.stringMatching(/^not asked for: \+ secret .*\/beside/)]);
});

test("nor without its vault", async () => {
  const broken = await done.brokenBy((state) => (state.vaults = []));
  expect(broken).toContain(`${title}: not there`);
});
