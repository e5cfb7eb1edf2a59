import { findHint } from "../azure/hint.ts";
import { knownFailures } from "../azure/known/failures.ts";
import { failureClassNamed, type FailureClass } from "../errors.ts";
import type { Entry } from "../runner/state/entry.ts";
import type { Tutorial } from "../tutorial/tutorial.ts";

/** What a step came to with one version. "not reached": an earlier step failed. */
export interface Cell {
  state: "pass" | "finding" | "fail" | "not reached";
  /** Of a failure: Azure's code, else what was found. */
  code?: string;
  /** Of a failure: whose it is. */
  failure?: FailureClass;
  findings: string[];
}

/** One version, or combination of versions, and what each step came to with it. */
export interface Row {
  /** Such as `az 2.61.0`. */
  title: string;
  /** By step id. */
  cells: Record<string, Cell>;
  /** Why there is nothing to show: it could not be installed. */
  problem?: string;
  /** Why it stopped although no step failed. */
  stopped?: string;
  /** Of a problem, or of what stopped it: whose it is. */
  failure?: FailureClass;
}

/** Reads the row of one version off its journal. */
export function rowOf(title: string, tutorial: Tutorial, entries: readonly Entry[]): Row {
  const cells = tutorial.steps.map((step) => [step.id, cellOf(entries, step.id)] as const);
  return { title, cells: Object.fromEntries(cells) };
}

/** Whether a step went well. */
export function passes({ state }: Cell): boolean {
  return state === "pass" || state === "finding";
}

/** Whose the failures of these rows are. */
export function failuresOf(rows: readonly Row[]): FailureClass[] {
  return rows.flatMap(({ cells, failure }) =>
    [failure, ...Object.values(cells).map((cell) => cell.failure)].filter((each) => each !== undefined),
  );
}

function cellOf(entries: readonly Entry[], step: string): Cell {
  const own = entries.filter((entry) => "step" in entry && entry.step === step);
  const findings = own.flatMap((entry) => (entry.type === "finding" ? [entry.sentence] : []));
  // A trial that failed cleans up after itself; what the clean-up came to says nothing about the article then.
  const hasFailedBefore = entries.some((entry) => entry.type === "failed" && entry.step !== step);
  const end = own.findLast((entry) => entry.type === "done" || entry.type === "failed");
  if (end === undefined || (hasFailedBefore && end.type === "done" && isAfterFailure(entries, step))) {
    return { state: "not reached", findings: [] };
  }
  if (end.type === "done") return { state: findings.length > 0 ? "finding" : "pass", findings };
  const code = codeOf(own);
  const failure = failureClassNamed(end.class) ?? "drift";
  return { state: "fail", failure, findings, ...(code === undefined ? {} : { code }) };
}

function isAfterFailure(entries: readonly Entry[], step: string): boolean {
  const failure = entries.findIndex((entry) => entry.type === "failed");
  return entries.findIndex((entry) => entry.type === "intent" && entry.step === step) > failure;
}

function codeOf(own: readonly Entry[]): string | undefined {
  const error = own.findLast((entry) => entry.type === "command" && entry.error !== undefined);
  if (error?.type === "command" && error.error !== undefined) {
    const { code, message } = error.error;
    // az's own refusals have no code: then the catalogue's name for them tells more than half a sentence.
    return short(code ?? findHint({ codes: [], text: message }, knownFailures)?.hint.id ?? message);
  }
  const failed = own.findLast((entry) => entry.type === "failed");
  // That a check does not hold says less than what the check found.
  if (failed?.type === "failed" && !failed.checks.some(({ ok }) => !ok)) return failed.reason;
  const check = failed?.type === "failed" ? failed.checks.find(({ ok }) => !ok) : undefined;
  return check === undefined ? undefined : short(check.actual);
}

function short(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
