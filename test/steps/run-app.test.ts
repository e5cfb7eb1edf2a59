import { afterAll, expect, test } from "vitest";
import { Secret } from "../../src/azure/secret.ts";
import { stepContext } from "../../src/runner/run.ts";
import { doUntil, only } from "./done-step.ts";

const done = await doUntil("run-app");
afterAll(() => done.close());
const { run } = done;
const { deeds } = only(run.tutorial.steps.filter(({ id }) => id === "run-app"));

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
  const read = run.values.secrets.get("valueOfApp") ?? Secret.of("");
  run.values.set("valueOfApp", Secret.of("undefined"));
  expect(await done.broken()).toEqual(["the program retrieved what was typed: another value"]);
  run.values.set("valueOfApp", read);
});

test("a secret of its name that this run did not set is refused: it would be deleted and purged", async () => {
  run.values.set("ownsAppSecret", "");
  await expect(deeds.observe?.(stepContext(run))).rejects.toMatchObject({
    message: "The vault has a secret named 'myAppSecret' already, and this run did not set it.",
    hint: expect.stringContaining("--set"),
  });
  run.values.set("ownsAppSecret", "yes");
});

test("the name of the secret that the run set before is its own, as in the article", async () => {
  run.values.set("ownsAppSecret", "");
  run.values.set("appSecretName", "mySecret");
  expect(await deeds.observe?.(stepContext(run))).toMatchObject({ ownsAppSecret: "yes", deletedAppSecret: "yes" });
  run.values.set("appSecretName", "myAppSecret");
  run.values.set("ownsAppSecret", "yes");
});
