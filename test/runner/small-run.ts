import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createExecute, type Execute, type ExecuteOptions } from "../../src/azure/execute.ts";
import { makeRunFolder, runFolder } from "../../src/runner/state/folder.ts";
import type { RunEvent } from "../../src/runner/events.ts";
import { openRun } from "../../src/runner/open-run.ts";
import type { Clock, Run } from "../../src/runner/run.ts";
import { findStep, type Tutorial, type TutorialStep } from "../../src/tutorial/tutorial.ts";
import { begin, type SmallCloud } from "./small-cloud.ts";
import { smallPlatform } from "./small-platform.ts";

/** A clock that stands still but for its sleeps, which take no time. */
export interface SmallClock extends Clock {
  /** The milliseconds of each sleep, in order. */
  sleeps: number[];
  /** Lets time pass. */
  pass(milliseconds: number): void;
}

/** @param tick milliseconds that pass each time that it is looked at */
export function smallClock(tick = 0): SmallClock {
  let now = Date.parse(begin);
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => (now += tick),
    pass: (milliseconds) => (now += milliseconds),
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
  repair?: boolean;
  lookTimeout?: number;
  /** Whether the cloud is the run's own; it is shared when left out. */
  isAlone?: boolean;
  useExisting?: readonly string[];
  asWritten?: boolean;
}

/** Opens the run "k3v9": a new one, or the one that is in the base folder already. */
export function openSmallRun({ tutorial, cloud, ...options }: SmallRunOptions): Run {
  const signal = options.signal ?? new AbortController().signal;
  const folder = runFolder(options.base ?? temporaryFolder(), "k3v9");
  makeRunFolder(folder);
  const run = openRun({
    ...{ id: "k3v9", tutorial, folder, mode: "simulated", node: process.execPath },
    asWritten: options.asWritten ?? false,
    platform: () => smallPlatform(cloud, { isAlone: options.isAlone ?? false }),
    useExisting: options.useExisting,
    clock: options.clock ?? smallClock(),
    signal,
    execute: options.execute ?? createExecute({ PATH: process.env["PATH"] }, { signal }),
    connection: {
      az: cloud.az,
      program: { file: "az", leading: [], version: "2.91.0", standIn: true },
      clientOptions: {},
      environment: options.environment ?? {},
    },
    set: options.set ?? {},
    random: options.random ?? "made~up+1",
    repair: options.repair,
    lookTimeout: options.lookTimeout,
    fingerprintCost: 2,
  });
  onTestFinished(() => run.journal.close());
  return run;
}

/** An execute that starts nothing, prints the given text each time, and keeps what it was told. */
export function recordingExecute(stdout = ""): {
  execute: Execute;
  started: { file: string; args: readonly string[]; options: ExecuteOptions }[];
} {
  const started: { file: string; args: readonly string[]; options: ExecuteOptions }[] = [];
  const execute: Execute = async (file, args, options = {}) => {
    started.push({ file, args, options });
    return { exitCode: 0, stdout, stderr: "", milliseconds: 1 };
  };
  return { execute, started };
}

/** Hears of what happens in a run from now on. @returns the events so far, in order */
export function listenTo(run: Run): RunEvent[] {
  const events: RunEvent[] = [];
  run.listeners.add((event) => events.push(event));
  return events;
}

/** The step of an id, which is there. */
export function stepOf(run: Run, id: string): TutorialStep {
  const found = findStep(run.tutorial, id);
  if (found === undefined) throw new Error(`there is no step ${id}`);
  return found;
}
