import type { Account } from "../../tutorial/platform.ts";
import type { Resource } from "../../tutorial/resource.ts";
import type { Check } from "../../tutorial/step.ts";
import type { Inventory } from "../resources/inventory.ts";
import { keyOf } from "../resources/key.ts";
import type { Entry } from "./entry.ts";

export type StepState = "pending" | "begun" | "done" | "failed" | "skipped";

export interface StepProgress {
  state: StepState;
  checks: Check[];
  findings: string[];
  /** Milliseconds of its last run, verification included. */
  milliseconds: number;
  /** Milliseconds of that which its checks took to hold. */
  settled: number;
  /** When it was begun last (ISO 8601), and the keys of what was there then; undefined when it was never begun. */
  intent: { at: string; existing: ReadonlySet<string> } | undefined;
}

/** What a journal amounts to. */
export interface Progress {
  run: Extract<Entry, { type: "run" }> | undefined;
  account: Account | undefined;
  /** What there was before the run did anything. */
  beginning: Inventory | undefined;
  /** The inputs that are not secret. */
  inputs: Map<string, string>;
  /** By step id, in the order of the first intent. */
  steps: Map<string, StepProgress>;
  /** The step whose intent is the last one. */
  lastBegun: string | undefined;
  /** Captures and IDs by name. */
  values: Map<string, string>;
  /** Fingerprints of secret inputs and captures. */
  fingerprints: Map<string, string>;
  /** What the run owns, by key, as it was last seen; with the step that made it. */
  owned: Map<string, { resource: Resource; step: string }>;
  /** The same, with what was proved gone since. */
  everOwned: Map<string, Resource>;
  /** What was there and is used as it is, as `kind address`. */
  used: Set<string>;
  /** When the removal of a resource was last asked for, by key (ISO 8601). */
  removing: Map<string, string>;
  /** What could not be removed in the last clean-up, by key. */
  survivors: Map<string, Extract<Entry, { type: "survived" }>>;
  /** How the end compares with the beginning. */
  compared: Extract<Entry, { type: "compared" }> | undefined;
  /** Whether everything that it made was proved gone, and nothing was begun since. */
  isCleaned: boolean;
  /** Until when the run is left in place on purpose (ISO 8601). */
  keptUntil: string | undefined;
}

/** The progress of a run that has done nothing. */
function emptyProgress(): Progress {
  return {
    ...{ run: undefined, account: undefined, beginning: undefined, lastBegun: undefined, compared: undefined },
    ...{ isCleaned: false, keptUntil: undefined },
    ...{ inputs: new Map(), steps: new Map(), values: new Map(), fingerprints: new Map() },
    ...{ owned: new Map(), everOwned: new Map(), used: new Set(), removing: new Map(), survivors: new Map() },
  };
}

/** Folds a journal into the progress of its run. */
export function foldProgress(entries: readonly Entry[]): Progress {
  const progress = emptyProgress();
  for (const entry of entries) foldEntry(progress, entry);
  return progress;
}

/** The progress of one step, pending when the journal does not name it. */
export function progressOf(progress: Progress, step: string): StepProgress {
  const pending: StepProgress = {
    ...{ state: "pending", checks: [], findings: [], milliseconds: 0, settled: 0, intent: undefined },
  };
  return progress.steps.get(step) ?? pending;
}

/** Takes one more entry into a progress. */
export function foldEntry(progress: Progress, entry: Entry): void {
  switch (entry.type) {
    case "run":
      progress.run = entry;
      return;
    case "account":
      progress.account = entry.account;
      return;
    case "beginning":
      progress.beginning ??= entry.inventory;
      return;
    case "inputs":
      keep(progress.inputs, entry.inputs);
      return keep(progress.fingerprints, entry.secrets);
    case "captured":
      keep(progress.values, entry.values);
      return keep(progress.fingerprints, entry.secrets);
    case "kept":
      progress.keptUntil = entry.until;
      return;
    case "cleaned":
      progress.isCleaned = true;
      return;
    case "owned":
    case "used":
    case "removing":
    case "gone":
    case "survived":
    case "compared":
      return foldOwnership(progress, entry);
    case "command":
    case "difference":
    case "ended":
      return;
    default:
      return foldStep(progress, entry);
  }
}

type OwnershipEntry = Extract<Entry, { type: "owned" | "used" | "removing" | "gone" | "survived" | "compared" }>;

function foldOwnership(progress: Progress, entry: OwnershipEntry): void {
  switch (entry.type) {
    case "owned":
      for (const resource of entry.resources) {
        progress.owned.set(keyOf(resource), { resource, step: entry.step });
        progress.everOwned.set(keyOf(resource), resource);
      }
      return;
    case "used":
      progress.used.add(`${entry.kind} ${entry.address}`);
      return;
    case "removing":
      progress.removing.set(keyOf(entry), entry.at);
      progress.survivors.delete(keyOf(entry));
      return;
    case "gone":
      progress.owned.delete(keyOf(entry));
      progress.survivors.delete(keyOf(entry));
      return;
    case "survived":
      progress.survivors.set(keyOf(entry), entry);
      return;
    case "compared":
      progress.compared = entry;
  }
}

type StepEntry = Extract<Entry, { type: "intent" | "done" | "failed" | "finding" | "skipped" }>;

function foldStep(progress: Progress, entry: StepEntry): void {
  const before = progressOf(progress, entry.step);
  const update = (change: Partial<StepProgress>): void => {
    progress.steps.set(entry.step, { ...before, ...change });
  };
  switch (entry.type) {
    case "intent":
      progress.isCleaned = false;
      progress.lastBegun = entry.step;
      return update({ state: "begun", findings: [], intent: { at: entry.at, existing: new Set(entry.existing) } });
    case "done": {
      const { checks, milliseconds, settled } = entry;
      return update({ state: "done", checks, milliseconds, settled });
    }
    case "failed":
      return update({ state: "failed", checks: entry.checks, milliseconds: entry.milliseconds });
    case "finding":
      return update({ findings: [...before.findings, entry.sentence] });
    case "skipped":
      return update({ state: "skipped" });
  }
}

function keep<T>(map: Map<string, T>, values: Record<string, T>): void {
  for (const [name, value] of Object.entries(values)) map.set(name, value);
}
