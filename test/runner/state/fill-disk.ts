// Fills the disk on which a journal lies, and tells what became of the journal. Its argument is the journal's file.
import { readFileSync } from "node:fs";
import { SurestepError } from "../../../src/errors.ts";
import { openJournal, readJournal } from "../../../src/runner/state/journal.ts";

const [file = ""] = process.argv.slice(2);
const options = { now: () => 0, redact: <T>(event: T) => event };
const journal = openJournal(file, options);

/** Records findings of a length until one is refused. @returns how many were taken, and the refusal */
function fill(length: number): { taken: number; error: unknown } {
  for (let taken = 0; ; taken += 1) {
    try {
      journal.record({ type: "finding", step: "one", sentence: "x".repeat(length) });
    } catch (error) {
      return { taken, error };
    }
  }
}

const { taken, error } = fill(7001);
const { entries, broken, length } = readJournal(file);
console.log(
  JSON.stringify({
    ...(error instanceof SurestepError ? { message: error.message, hint: error.hint, original: error.original } : {}),
    ...{ taken, entries: entries.length, kept: journal.entries.length, length },
    broken: broken ?? "none",
    size: readFileSync(file).length,
    goesOn: openJournal(file, options).entries.length,
  }),
);
