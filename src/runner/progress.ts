import type { Check } from "../tutorial/step.ts";
import type { Entry } from "./journal.ts";

export type StepState = "pending" | "begun" | "done" | "failed" | "skipped" | "undone" | "survived";

export interface StepProgress {
  state: StepState;
  /** Whether the cloud may hold something of this step: an intent was written and nothing since proved it gone. */
  mayExist: boolean;
  checks: Check[];
  findings: string[];
  /** Milliseconds of its last run, verification included. */
  milliseconds: number;
  /** Milliseconds of that which its checks took to hold. */
  settled: number;
}

/** What a journal amounts to. */
export interface Progress {
  run: Extract<Entry, { type: "run" }> | undefined;
  /** The inputs that are not secret. */
  inputs: Map<string, string>;
  /** By step id, in the order of the first intent. */
  steps: Map<string, StepProgress>;
  /** The step whose intent is the last one. */
  lastBegun: string | undefined;
  /** Captures and observations by name. */
  values: Map<string, string>;
  /** Fingerprints of secret inputs and captures. */
  fingerprints: Map<string, string>;
  /** Whether everything that it made was proved gone, and nothing was begun since. */
  isCleaned: boolean;
  /** Until when the run is left in place on purpose (ISO 8601). */
  keptUntil: string | undefined;
}

/** Folds a journal into the progress of its run. */
export function foldProgress(entries: readonly Entry[]): Progress {
  const progress: Progress = {
    run: undefined,
    inputs: new Map(),
    steps: new Map(),
    lastBegun: undefined,
    values: new Map(),
    fingerprints: new Map(),
    isCleaned: false,
    keptUntil: undefined,
  };
  for (const entry of entries) apply(progress, entry);
  return progress;
}

/** The progress of one step, pending when the journal does not name it. */
export function progressOf(progress: Progress, step: string): StepProgress {
  return (
    progress.steps.get(step) ?? {
      state: "pending",
      mayExist: false,
      checks: [],
      findings: [],
      milliseconds: 0,
      settled: 0,
    }
  );
}

function apply(progress: Progress, entry: Entry): void {
  if (entry.type === "run") {
    progress.run = entry;
    return;
  }
  if (entry.type === "inputs") {
    keep(progress.inputs, entry.inputs);
    keep(progress.fingerprints, entry.secrets);
    return;
  }
  if (entry.type === "cleaned") {
    progress.isCleaned = true;
    return;
  }
  if (entry.type === "kept") {
    progress.keptUntil = entry.until;
    return;
  }
  const update = (change: Partial<StepProgress>): void => {
    progress.steps.set(entry.step, { ...progressOf(progress, entry.step), ...change });
  };
  switch (entry.type) {
    case "intent":
      progress.isCleaned = false;
      progress.lastBegun = entry.step;
      keep(progress.values, entry.observed);
      return update({ state: "begun", mayExist: true, findings: [] });
    case "command":
      keep(progress.values, entry.captured);
      return keep(progress.fingerprints, entry.secrets);
    case "done":
      return update({
        state: "done",
        checks: entry.checks,
        milliseconds: entry.milliseconds,
        settled: entry.settled,
      });
    case "failed":
      return update({ state: "failed", checks: entry.checks });
    case "finding":
      return update({ findings: [...progressOf(progress, entry.step).findings, entry.sentence] });
    case "skipped":
      return update({ state: "skipped" });
    case "undoing":
      return keep(progress.values, entry.observed);
    case "undone":
      return update({ state: "undone", mayExist: false, checks: entry.checks });
    case "survived":
      return update({ state: "survived", checks: entry.checks });
  }
}

function keep(map: Map<string, string>, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) map.set(name, value);
}
