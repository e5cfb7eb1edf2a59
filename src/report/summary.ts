import type { Entry } from "../runner/journal.ts";
import { leftover } from "../runner/leftover.ts";
import { foldProgress, progressOf, type StepState } from "../runner/progress.ts";
import type { Tutorial } from "../tutorial/tutorial.ts";

/** What a run came to, as its journal tells it. */
export interface Summary {
  runId: string;
  mode: "simulated" | "live";
  az: { version: string; standIn: boolean };
  steps: SummaryOfStep[];
  /** How many checks were made, and how many of them held. */
  checks: { held: number; made: number };
  /** What was removed and proved gone, in the order of its removal. */
  removed: string[];
  /** What was to be removed, but is still there. */
  survived: string[];
  milliseconds: number;
}

export interface SummaryOfStep {
  id: string;
  number: number;
  title: string;
  state: StepState | "verified";
  checks: number;
  /** What is wrong with the article there. */
  findings: string[];
  /** Milliseconds, verification included; and of those that its checks took to hold. */
  milliseconds: number;
  settled: number;
}

/** Folds a journal into a summary. A step that was undone after it was done counts as verified. */
export function summarize(tutorial: Tutorial, entries: readonly Entry[]): Summary {
  const progress = foldProgress(entries);
  const { run, steps } = progress;
  const done = new Set(entries.flatMap((entry) => (entry.type === "done" ? [entry.step] : [])));
  const last = (type: "undone" | "survived", step: string) =>
    entries.findLast((entry) => entry.type === type && entry.step === step);
  const ended = new Map(entries.flatMap((e) => (e.type === "done" || e.type === "failed" ? [[e.step, e.checks]] : [])));
  const checks = [...ended.values()].flat();
  const stepIds = tutorial.steps.toReversed().map((step) => step.id);
  const titlesOf = (type: "undone" | "survived"): string[] =>
    stepIds.flatMap((id) => {
      const entry = last(type, id);
      const isCurrent = progressOf(progress, id).state === type;
      if (entry === undefined || !("checks" in entry) || !isCurrent) return [];
      return entry.checks
        .filter((check) => type === "undone" || !check.ok)
        .map((check) => (type === "undone" ? check.title : leftover(check)));
    });
  return {
    runId: run?.id ?? "",
    mode: run?.mode ?? "simulated",
    az: run?.az ?? { version: "", standIn: false },
    steps: tutorial.steps.map((step) => {
      const found = steps.get(step.id);
      const state = found?.state ?? "pending";
      return {
        ...{ id: step.id, number: step.number, title: step.title },
        state: state === "done" || (state === "undone" && done.has(step.id)) ? "verified" : state,
        checks: ended.get(step.id)?.length ?? 0,
        findings: found?.findings ?? [],
        milliseconds: found?.milliseconds ?? 0,
        settled: found?.settled ?? 0,
      };
    }),
    checks: { held: checks.filter((check) => check.ok).length, made: checks.length },
    removed: titlesOf("undone"),
    survived: titlesOf("survived"),
    milliseconds: durationOf(entries),
  };
}

function durationOf(entries: readonly Entry[]): number {
  const [first, last] = [entries[0], entries.at(-1)];
  return first === undefined || last === undefined ? 0 : Date.parse(last.at) - Date.parse(first.at);
}
