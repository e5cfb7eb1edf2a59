import { failureClassNamed, type FailureClass } from "../errors.ts";
import type { Entry } from "../runner/state/entry.ts";
import { foldProgress, type StepState } from "../runner/state/progress.ts";
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
  /** What was to be removed, but is still there: why, and until when, as far as that is known. */
  survived: string[];
  /** How the end compares with the beginning; undefined where nothing was cleaned up. */
  end: { isAsItWas: boolean; differences: string[]; apart: string[]; unseen: string[] } | undefined;
  milliseconds: number;
}

export interface SummaryOfStep {
  id: string;
  number: number;
  title: string;
  /** "unproved": it was done, but there was no check that could have failed. */
  state: Exclude<StepState, "done"> | "verified" | "unproved";
  /** Whose a failure is, as the journal has it. */
  failure: FailureClass | undefined;
  checks: number;
  /** What is wrong with the article there. */
  findings: string[];
  /** Milliseconds, verification included; and of those that its checks took to hold. */
  milliseconds: number;
  settled: number;
}

/** Folds a journal into a summary. */
export function summarize(tutorial: Tutorial, entries: readonly Entry[]): Summary {
  const { run, steps, survivors, compared } = foldProgress(entries);
  const ended = new Map(entries.flatMap((e) => (e.type === "done" || e.type === "failed" ? [[e.step, e.checks]] : [])));
  const checks = [...ended.values()].flat();
  const failures = new Map(entries.flatMap((e) => (e.type === "failed" ? [[e.step, failureOf(e)] as const] : [])));
  const gone = entries.flatMap((entry) => (entry.type === "gone" ? [entry.title] : []));
  return {
    runId: run?.id ?? "",
    mode: run?.mode ?? "simulated",
    az: run?.az ?? { version: "", standIn: false },
    steps: tutorial.steps.map((step) => {
      const found = steps.get(step.id);
      const made = ended.get(step.id)?.length ?? 0;
      return {
        ...{ id: step.id, number: step.number, title: step.title },
        state: stateOf(found?.state ?? "pending", made),
        checks: made,
        failure: found?.state === "failed" ? failures.get(step.id) : undefined,
        findings: found?.findings ?? [],
        milliseconds: found?.milliseconds ?? 0,
        settled: found?.settled ?? 0,
      };
    }),
    checks: { held: checks.filter((check) => check.ok).length, made: checks.length },
    removed: gone,
    survived: [...survivors.values()].map(
      ({ title, why, until }) => `${title}: ${why}${until === undefined ? "" : `, until ${until}`}`,
    ),
    end: compared,
    milliseconds: durationOf(entries),
  };
}

/** Its class, where the journal tells one that there is: an older one tells none. */
function failureOf(entry: Extract<Entry, { type: "failed" }>): FailureClass | undefined {
  return failureClassNamed(entry.class);
}

function stateOf(state: StepState, checks: number): SummaryOfStep["state"] {
  if (state !== "done") return state;
  return checks > 0 ? "verified" : "unproved";
}

function durationOf(entries: readonly Entry[]): number {
  const [first, last] = [entries[0], entries.at(-1)];
  return first === undefined || last === undefined ? 0 : Date.parse(last.at) - Date.parse(first.at);
}
