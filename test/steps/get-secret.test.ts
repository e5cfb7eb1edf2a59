import { afterAll, expect, test } from "vitest";
import { Secret } from "../../src/azure/secret.ts";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("get-secret");
afterAll(() => done.close());
const title = "the program read what a second client reads, signed in as you";

test("it holds while the program's value is the vault's", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not when the vault has another one by now", async () => {
  const broken = await done.brokenBy((state) => {
    for (const version of only(only(state.vaults).secrets).versions) version.value = "other";
  });
  expect(broken).toEqual([`${title}: another value`]);
});

test("nor when the program printed something else than was set", async () => {
  const read = done.run.values.secrets.get("retrievedValue") ?? Secret.of("");
  done.run.values.set("retrievedValue", Secret.of("undefined"));
  expect(await done.broken()).toEqual([`${title}: another value`, "that is what was set: another value"]);
  done.run.values.set("retrievedValue", read);
});

test("nor without the secret, which nobody asked to go", async () => {
  const broken = await done.brokenBy((state) => (only(state.vaults).secrets = []));
  expect(broken).toEqual([expect.stringMatching(/^not asked for: - secret .*\/mySecret/)]);
});
