import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import type { AzError } from "../azure/az-error.ts";
import type { Check } from "../tutorial/step.ts";

/** What a journal tells, in the order in which it happened. Secrets appear as fingerprints only. */
export type Event =
  | {
      type: "run";
      id: string;
      tutorial: string;
      mode: "simulated" | "live";
      az: { version: string; standIn: boolean };
      /** Whether the article is on trial as it was published. */
      asWritten: boolean;
    }
  /** What inputs are set to; a later one overrides. `secrets` holds fingerprints. */
  | { type: "inputs"; inputs: Record<string, string>; secrets: Record<string, string> }
  /** Written before the cloud is touched. */
  | { type: "intent"; step: string; observed: Record<string, string> }
  | {
      type: "command";
      step: string;
      line: string;
      exitCode: number;
      milliseconds: number;
      captured: Record<string, string>;
      secrets: Record<string, string>;
      error?: AzError;
    }
  | { type: "done"; step: string; checks: Check[]; settled: number; milliseconds: number }
  | { type: "failed"; step: string; reason: string; checks: Check[] }
  /** Something that is wrong with the article although the step went well. */
  | { type: "finding"; step: string; sentence: string }
  | { type: "skipped"; step: string }
  /** Left in place on purpose, until then (ISO 8601). */
  | { type: "kept"; until: string }
  | { type: "undoing"; step: string; observed: Record<string, string> }
  | { type: "undone"; step: string; checks: Check[] }
  | { type: "survived"; step: string; checks: Check[] }
  /** Everything that the run made was proved gone. */
  | { type: "cleaned" };

/** An event with the time at which it was written (ISO 8601). */
export type Entry = Event & { at: string };

/** The one place where a run's state lives: append-only, a JSON object a line. */
export interface Journal {
  /** All entries so far; grows as events are recorded. */
  readonly entries: readonly Entry[];
  /** Writes an event, redacted, to the disk before it returns. */
  record(event: Event): void;
  close(): void;
}

/**
 * Reads a journal.
 * @returns its entries; a last line that was cut in the middle (the process was killed while it wrote) is left out
 */
export function readJournal(file: string): Entry[] {
  const lines = wholeText(file)
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line));
}

/**
 * Opens a journal for appending, made if it is not there (0600). A last line that was cut is removed from the file, so
 * that the next one starts on a line of its own.
 * @param now the clock, in milliseconds since the epoch
 * @param redact takes secrets out of a text
 */
export function openJournal(file: string, now: () => number, redact: (text: string) => string): Journal {
  const descriptor = openSync(file, "a", 0o600);
  ftruncateSync(descriptor, Buffer.byteLength(wholeText(file)));
  const entries = readJournal(file);
  return {
    entries,
    record(event) {
      const line = JSON.stringify({ ...redactTexts(event, redact), at: new Date(now()).toISOString() });
      writeSync(descriptor, `${line}\n`);
      fsyncSync(descriptor);
      entries.push(JSON.parse(line));
    },
    close: () => closeSync(descriptor),
  };
}

/**
 * What a later process reads back to go on and to clean up: it stays as it is, also where a secret happens to be as
 * common a word as "done" or "eastus". What is secret in it was turned into a fingerprint before.
 */
const state: ReadonlySet<string> = new Set([
  ...["type", "step", "id", "mode"],
  ...["inputs", "observed", "captured", "secrets"],
]);

/** Redacts the texts of an event, not its state. */
function redactTexts<T>(value: T, redact: (text: string) => string): T;
function redactTexts(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((each) => redactTexts(each, redact));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, each]) => [name, state.has(name) ? each : redactTexts(each, redact)]));
}

/** The text up to the last line that is whole: one that ends and is JSON. */
function wholeText(file: string): string {
  const text = readFileSync(file, "utf8");
  return text.slice(0, text.lastIndexOf("\n") + 1);
}
