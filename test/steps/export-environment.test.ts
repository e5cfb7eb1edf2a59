import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { doUntil } from "./done-step.ts";

const done = await doUntil("export-environment");
afterAll(() => done.close());
const { run } = done;

test("it holds while the four variables sign in as the application", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not when others may read the file that holds the secret", async () => {
  chmodSync(run.folder.environment, 0o644);
  const broken = await done.broken();
  chmodSync(run.folder.environment, 0o600);
  expect(broken).toEqual(["it is readable by you alone: 644"]);
});

test("nor with a variable missing, though az's own login would answer in its place", async () => {
  const secret = run.exported.get("AZURE_CLIENT_SECRET") ?? "";
  run.exported.delete("AZURE_CLIENT_SECRET");
  expect(await done.broken()).toEqual([
    "all 4 variables are exported: AZURE_CLIENT_SECRET",
    "the file to source says the same: not of AZURE_CLIENT_SECRET",
  ]);
  run.exported.set("AZURE_CLIENT_SECRET", secret);
});

test("nor when the file says another value than the programs have", async () => {
  const content = readFileSync(run.folder.environment, "utf8");
  writeFileSync(run.folder.environment, content.replace(/KEY_VAULT_NAME=.*/, "KEY_VAULT_NAME=other"));
  expect(await done.broken()).toEqual(["the file to source says the same: not of KEY_VAULT_NAME"]);
  writeFileSync(run.folder.environment, content);
});

test("nor with a secret that is revoked by now", async () => {
  const broken = await done.brokenBy((state) => {
    for (const { passwordCredentials } of state.applications)
      for (const each of passwordCredentials) each.secretText = "x";
  });
  expect(broken[0]).toMatch(/^they sign in as the application, not as you: .*AADSTS7000215/);
});
