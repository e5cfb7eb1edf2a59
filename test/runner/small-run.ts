import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createExecute, type Execute } from "../../src/azure/execute.ts";
import { makeRunFolder, runFolder } from "../../src/runner/folder.ts";
import { openRun } from "../../src/runner/open-run.ts";
import type { Clock, Run } from "../../src/runner/run.ts";
import { findStep, type Tutorial, type TutorialStep } from "../../src/tutorial/tutorial.ts";
import type { SmallCloud } from "./small-cloud.ts";

/** A clock that stands still but for its sleeps, which take no time. */
export interface SmallClock extends Clock {
  /** The milliseconds of each sleep, in order. */
  sleeps: number[];
}

export function smallClock(): SmallClock {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    async sleep(milliseconds) {
      sleeps.push(milliseconds);
      now += milliseconds;
    },
  };
}

/** A folder that lives as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "run-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface SmallRunOptions {
  signal?: AbortSignal;
  tutorial: Tutorial;
  cloud: SmallCloud;
  clock?: Clock;
  /** The base folder; the same one again reopens the run. */
  base?: string;
  set?: Record<string, string>;
  random?: string;
  execute?: Execute;
  /** Variables of the connection. */
  environment?: Record<string, string>;
}

/** Opens the run "k3v9": a new one, or the one that is in the base folder already. */
export function openSmallRun({ tutorial, cloud, ...options }: SmallRunOptions): Run {
  const folder = runFolder(options.base ?? temporaryFolder(), "k3v9");
  makeRunFolder(folder);
  const run = openRun({
    ...{ id: "k3v9", tutorial, folder, mode: "simulated", asWritten: false, node: process.execPath },
    clock: options.clock ?? smallClock(),
    signal: options.signal ?? new AbortController().signal,
    execute: options.execute ?? createExecute({ PATH: process.env["PATH"] }, new AbortController().signal),
    connection: {
      az: cloud.az,
      program: { file: "az", leading: [], version: "2.91.0", standIn: true },
      clientOptions: {},
      environment: options.environment ?? {},
    },
    set: options.set ?? {},
    random: options.random ?? "made~up+1",
  });
  onTestFinished(() => run.journal.close());
  return run;
}

/** The step of an id, which is there. */
export function stepOf(run: Run, id: string): TutorialStep {
  const found = findStep(run.tutorial, id);
  if (found === undefined) throw new Error(`there is no step ${id}`);
  return found;
}
