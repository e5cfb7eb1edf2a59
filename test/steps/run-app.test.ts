import { afterAll, expect, test } from "vitest";
import { Secret } from "../../src/azure/secret.ts";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("run-app");
afterAll(() => done.close());
const { run } = done;
const title = "secret surestep-t000000001/myAppSecret";

test("it holds while its secret is among the deleted ones", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not when its secret was never made", async () => {
  const broken = await done.brokenBy((state) => {
    const vault = only(state.vaults);
    vault.deletedSecrets = vault.deletedSecrets.filter(({ secret }) => secret.name !== "myAppSecret");
  });
  expect(broken).toContain(`${title}: not there`);
});

test("nor when it was not deleted", async () => {
  const broken = await done.brokenBy((state) => {
    const vault = only(state.vaults);
    const app = vault.deletedSecrets.find(({ secret }) => secret.name === "myAppSecret");
    vault.deletedSecrets = vault.deletedSecrets.filter((each) => each !== app);
    if (app !== undefined) vault.secrets = [app.secret];
  });
  expect(broken).toContain(`${title}: live`);
});

test("nor when the program read something else than was typed", async () => {
  const read = run.values.secrets.get("valueOfApp") ?? Secret.of("");
  run.values.set("valueOfApp", Secret.of("undefined"));
  expect(await done.broken()).toEqual(["the program retrieved what was typed: another value"]);
  run.values.set("valueOfApp", read);
});
