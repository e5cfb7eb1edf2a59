import { afterAll, expect, test } from "vitest";
import { Secret } from "../../src/azure/secret.ts";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("run-app");
afterAll(() => done.close());

test("it holds while its secret is among the deleted ones", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not when its secret was never made", async () => {
  const broken = await done.brokenBy((state) => {
    const vault = only(state.vaults);
    vault.deletedSecrets = vault.deletedSecrets.filter(({ secret }) => secret.name !== "myAppSecret");
  });
  expect(broken).toEqual(["its secret was made, and deleted: not there"]);
});

test("nor when the program read something else than was typed", async () => {
  const read = done.run.values.secrets.get("valueOfApp") ?? Secret.of("");
  done.run.values.set("valueOfApp", Secret.of("undefined"));
  expect(await done.broken()).toEqual(["the program retrieved what was typed: another value"]);
  done.run.values.set("valueOfApp", read);
});
