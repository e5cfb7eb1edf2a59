import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { State } from "../../src/simulator/state.ts";
import { cleanUpAlone, goTo, openProcess } from "../quickstart.ts";
import { only } from "./done-step.ts";

/** Carries the tutorial out up to a step, changes the cloud, and cleans up. */
async function cleanUpAfter(step: string, change: (state: State) => unknown = () => {}) {
  const base = mkdtempSync(join(tmpdir(), "clean-up-"));
  const opened = await openProcess(base, { access: "policy", patience: 400 });
  onTestFinished(async () => {
    await opened.close();
    rmSync(base, { recursive: true, force: true });
  });
  await goTo(opened, step);
  change(opened.simulator.azure.state);
  // It has been a while since the last step.
  opened.run.lastLook = undefined;
  const end = await cleanUpAlone(opened);
  const { entries, progress } = opened.run.journal;
  const ended = entries.findLast(({ type }) => type === "done" || type === "failed");
  const checks = ended !== undefined && "checks" in ended ? ended.checks : [];
  return { end, checks, progress, folder: opened.run.folder };
}

test("it holds once everything is gone, one check for each thing that was the run's", async () => {
  const { end, checks, progress, folder } = await cleanUpAfter("create-service-principal");
  expect(end).toBe("done");
  expect(checks.map(({ title, ok }) => `${title.replace(/ \(.*\)/, "")}: ${ok}`)).toEqual([
    ...["resource group surestep-t000000001 is gone: true", "vault surestep-t000000001 is gone: true"],
    expect.stringMatching(/^policy for .* in vault surestep-t000000001 is gone: true/),
    ...["application surestep-t000000001 is gone: true", "service principal surestep-t000000001 is gone: true"],
    ...["the file with the application's secret is gone: true", "the project folder is gone: true"],
    "the name of vault surestep-t000000001 is free again: true",
  ]);
  expect(progress).toMatchObject({ isCleaned: true, compared: { isAsItWas: true } });
  expect([folder.environment, folder.project].filter((path) => existsSync(path))).toEqual([]);
});

test("it does not while a vault with purge protection stays, which is said with its date", async () => {
  const { end, checks, progress } = await cleanUpAfter("create-vault", (state) => {
    only(state.vaults).enablePurgeProtection = true;
  });
  expect(end).toBe("failed");
  expect(checks.filter(({ ok }) => !ok).map(({ title, actual }) => `${title}: ${actual}`)).toEqual([
    expect.stringMatching(/^vault surestep-t000000001 .*is gone: still there: only time removes it/),
  ]);
  expect([...progress.survivors.values()]).toMatchObject([{ kind: "vault", until: expect.stringMatching(/^\d{4}-/) }]);
  expect(progress.isCleaned).toBe(false);
});

test("what somebody put into the run's group keeps it, and is named", async () => {
  const { end, checks } = await cleanUpAfter("create-vault", (state) => {
    state.vaults.push({ ...only(state.vaults), name: "theirs", createdAt: 1, accessPolicies: [], secrets: [] });
  });
  expect(end).toBe("failed");
  expect(checks.filter(({ ok }) => !ok).map(({ actual }) => actual)).toContainEqual(
    expect.stringMatching(/it holds vault theirs .*, which this run did not make/),
  );
});
