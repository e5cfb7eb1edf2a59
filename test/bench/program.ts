import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readJournal } from "../../src/runner/state/journal.ts";
import type { Entry } from "../../src/runner/state/entry.ts";
import { measure, type Taken } from "./measure.ts";

/** Where everything that is measured leaves its files; gone when the benchmark is. */
export const folder = mkdtempSync(join(tmpdir(), "bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

export const main = resolve("src/cli/main.js");

/** Runs Surestep in a process of its own. */
export function surestep(args: readonly string[]): Taken {
  return measure(process.execPath, [main, ...args]);
}

export interface Run extends Taken {
  entries: readonly Entry[];
}

/** Runs a tutorial unattended, in a folder of its own. */
export function runTutorial(args: readonly string[]): Run {
  const base = mkdtempSync(join(folder, "run-"));
  const taken = surestep(["tutorial", "--yes", "--folder", base, ...args]);
  const [id = ""] = readdirSync(join(base, "runs"));
  const { entries } = readJournal(join(base, "runs", id, "journal.jsonl"));
  rmSync(base, { recursive: true });
  return { ...taken, entries };
}

/** The memory of a run of Surestep in bytes: the most that its process had at a time, and what it still used in the end. */
export function memoryOf(args: readonly string[]): { peak: number; used: number } {
  const file = join(folder, "memory.json");
  // The peak tells how late V8 collects garbage, too; what is used in the end does not.
  const note = `import { writeFileSync } from "node:fs";
    process.on("exit", () => {
      globalThis.gc();
      const peak = process.resourceUsage().maxRSS * 1024;
      writeFileSync(${JSON.stringify(file)}, JSON.stringify({ peak, used: process.memoryUsage().heapUsed }));
    });`;
  const hook = `--import=data:text/javascript,${encodeURIComponent(note)}`;
  measure(process.execPath, ["--expose-gc", hook, main, ...args]);
  return JSON.parse(readFileSync(file, "utf8"));
}
