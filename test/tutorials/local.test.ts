import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createExecute } from "../../src/azure/execute.ts";
import { readTutorial } from "../../src/cli/session/platforms.ts";
import { createLocalPlatform } from "../../src/local/platform.ts";
import { openRun } from "../../src/runner/open-run.ts";
import { runTutorial } from "../../src/runner/run-tutorial.ts";
import type { Run } from "../../src/runner/run.ts";
import { makeRunFolder, runFolder } from "../../src/runner/state/folder.ts";

const tutorial = await readTutorial({ cwd: "test/tutorials" }, "local/tutorial.yaml");

async function az(): Promise<never> {
  throw new Error("a tutorial without a cloud has no az");
}

/** Opens a run on this machine alone: whoever asks for Azure or az fails. */
function open(base = mkdtempSync(join(tmpdir(), "local-"))): Run {
  const { signal } = new AbortController();
  const folder = runFolder(base, "t000000001");
  makeRunFolder(folder);
  let slept = 0;
  const run = openRun({
    ...{ id: "t000000001", tutorial, folder, mode: "simulated", asWritten: false, set: {}, random: "x", signal },
    connection: {
      ...{ az, environment: {}, clientOptions: {} },
      program: { file: "az", leading: [], version: "", standIn: true },
    },
    platform: () => createLocalPlatform(folder.project),
    execute: createExecute({ PATH: process.env["PATH"] ?? "", HOME: base }, { signal }),
    node: process.execPath,
    // What will never hold is waited for to the end, in no time.
    clock: { now: () => Date.now() + slept, sleep: async (milliseconds) => void (slept += milliseconds) },
    fingerprintCost: 2,
  });
  onTestFinished(() => {
    run.journal.close();
    rmSync(base, { recursive: true, force: true });
  });
  return run;
}

test("a tutorial of files, npm and node runs through without any cloud, and leaves nothing", async () => {
  const run = open();
  const end = await runTutorial(run);
  expect([end.state, JSON.stringify(run.journal.entries.findLast(({ type }) => type === "failed"))]).toEqual([
    "finished",
    undefined,
  ]);
  const lines = run.journal.entries.flatMap((entry) => (entry.type === "difference" ? entry.lines : []));
  expect(lines.map((line) => line.replace(/ \(.*/, "")).toSorted()).toEqual([
    "+ file greeting.txt",
    "+ file package.json",
    "+ file read-greeting.js",
    "+ file write-greeting.js",
  ]);
  expect(run.journal.progress).toMatchObject({ isCleaned: true, compared: { isAsItWas: true, differences: [] } });
  expect(existsSync(run.folder.project)).toBe(false);
});

test("a file that no step declares was not asked for", async () => {
  const run = open();
  await runTutorial(run, { until: "make-package" });
  const { execute } = run;
  run.execute = (file, args, options) => {
    writeFileSync(join(run.folder.project, "beside.txt"), "x");
    return execute(file, args, options);
  };
  const end = await runTutorial(run, { until: "write-greeting" });
  expect(end.state).toBe("failed");
  expect(JSON.stringify(run.journal.entries.findLast(({ type }) => type === "failed"))).toContain(
    "not asked for: + file beside.txt",
  );
});
