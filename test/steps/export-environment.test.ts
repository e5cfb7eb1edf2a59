import { chmodSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { Secret } from "../../src/azure/secret.ts";
import { doUntil } from "./done-step.ts";

const done = await doUntil("export-environment");
afterAll(() => done.close());
const { run } = done;

test("it holds while the four variables sign in as the application", async () => {
  expect(await done.broken()).toEqual([]);
});

test("it does not when others may read the file that holds the secret", async () => {
  chmodSync(run.folder.environment, 0o644);
  expect(await done.broken()).toEqual(["the file to source is readable by you alone: 644"]);
  chmodSync(run.folder.environment, 0o600);
});

test("nor with a variable missing, though az's own login would answer in its place", async () => {
  const secret = run.exported.get("AZURE_CLIENT_SECRET") ?? "";
  run.exported.delete("AZURE_CLIENT_SECRET");
  expect(await done.broken()).toEqual(["all four variables are exported: AZURE_CLIENT_SECRET"]);
  run.exported.set("AZURE_CLIENT_SECRET", secret);
});

test("nor with a wrong secret", async () => {
  const secret = run.exported.get("AZURE_CLIENT_SECRET") ?? "";
  run.exported.set("AZURE_CLIENT_SECRET", Secret.of("wrong"));
  const broken = await done.broken();
  expect(broken[0]).toMatch(/^they sign in as the application, not as you: .*AADSTS7000215/);
  run.exported.set("AZURE_CLIENT_SECRET", secret);
});
