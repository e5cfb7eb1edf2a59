import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, freemem, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { createExecute, type Execute } from "../../azure/execute.ts";
import { installAz, listAzVersions } from "../../azure/install-az.ts";
import { compareVersions } from "../../azure/known-az-versions.ts";
import { classOf, exitCodes, failureClassOf, isInterruption, SurestepError } from "../../errors.ts";
import { failuresOf, rowOf, type Row } from "../../report/matrix.ts";
import { listRuns, runFolder } from "../../runner/state/folder.ts";
import { readJournal } from "../../runner/state/journal.ts";
import { readTutorial } from "../session/platforms.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { childEnvironment } from "../session/environment.ts";
import { findBreaks } from "./find-breaks.ts";
import { listenForInterrupts } from "../session/interrupt.ts";
import { combinations, readSdk, type Combination } from "./matrix-versions.ts";
import { openScreen } from "../terminal/screen.ts";
import { showMatrix } from "../terminal/show-matrix.ts";

/** The flags of `surestep matrix`. */
export interface MatrixOptions {
  /** Versions of az, paths, or `builtin`, with commas between. */
  az: string;
  /** Versions of the SDK's packages, with commas between. */
  sdk?: string;
  tutorial: string;
  asWritten?: boolean;
  jobs?: number;
  json?: boolean;
}

/** A run takes about this much memory: az, npm and this program's own (measured with az 2.91.0). */
const bytesOfARun = 500_000_000;

/**
 * Runs the tutorial once for each combination of versions and shows what each step came to; where a step passes in one
 * version of az and fails in a later one, finds the first that fails.
 * @returns the exit code: 0 when all passes, else that of the failures with the lowest
 */
export async function runMatrix(options: MatrixOptions, io: RedactedIo): Promise<number> {
  const screen = openScreen(io, { plain: true });
  const interrupts = listenForInterrupts(io);
  const folder = mkdtempSync(join(tmpdir(), "surestep-matrix-"));
  const execute = createExecute(childEnvironment(io.env), interrupts);
  try {
    const tutorial = await readTutorial(io, options.tutorial);
    const matrix: Matrix = { options, tutorial, folder, execute, io };
    const wanted = combinations(options.az.split(","), readSdk(options.sdk));
    const jobs = options.jobs ?? Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / bytesOfARun)));
    const rows = await inParallel(wanted, jobs, (each) => runOne(matrix, each));
    const broken = await findBreaks(tutorial, wanted, rows, {
      runOne: (combination) => runOne(matrix, combination),
      versionsOf: (axis) => (axis === "az" ? listAzVersions(execute) : listNpmVersions(axis, execute)),
    });
    if (options.json === true) screen.print(JSON.stringify({ rows, broken }, undefined, 2));
    else showMatrix(screen, tutorial, rows, broken);
    // What is wrong with the tutorial comes before what was wrong with a run of it.
    const codes = failuresOf(rows).map((each) => exitCodes[each]);
    return codes.length === 0 ? exitCodes.ok : Math.min(...codes);
  } finally {
    interrupts.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Matrix {
  options: MatrixOptions;
  tutorial: Tutorial;
  folder: string;
  execute: Execute;
  io: RedactedIo;
}

/** Runs the tutorial with one combination, in a process and a folder of its own. */
async function runOne(matrix: Matrix, wanted: Combination): Promise<Row> {
  const { options, tutorial, folder, execute, io } = matrix;
  const base = mkdtempSync(join(folder, "run-"));
  try {
    const az = await pathOf(wanted.az, matrix);
    const packages = wanted.packages.flatMap(({ input, spec }) => ["--set", `${input}=${spec}`]);
    const flags = [...(options.asWritten === true ? ["--as-written"] : []), ...packages];
    const main = resolve(import.meta.dirname, "../main.js");
    const where = ["--az", az, "--folder", base, "--tutorial", options.tutorial];
    tell(io, `${wanted.title} …`);
    const result = await execute(io.execPath, [main, "tutorial", "--yes", "--simulated", ...where, ...flags], {
      cwd: io.cwd,
    });
    tell(
      io,
      `${wanted.title}: ${result.exitCode === 0 ? "passed" : "failed"} in ${Math.round(result.milliseconds / 1000)} s`,
    );
    const [id] = listRuns(base);
    const said = stripVTControlCharacters(result.stderr).replace(/^✖ /, "").trim().split("\n")[0] ?? "";
    const failure = failureClassOf(result.exitCode) ?? "bug";
    if (id === undefined) return { title: wanted.title, cells: {}, problem: said, failure };
    const row = rowOf(wanted.title, tutorial, readJournal(runFolder(base, id).journal).entries);
    return result.exitCode === 0 || hasFailedStep(row) ? row : { ...row, stopped: said, failure };
  } catch (error) {
    if (!(error instanceof SurestepError) || isInterruption(error)) throw error;
    return { title: wanted.title, cells: {}, problem: error.message, failure: classOf(error) };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function hasFailedStep({ cells }: Row): boolean {
  return Object.values(cells).some(({ state }) => state === "fail");
}

let installing: Promise<unknown> = Promise.resolve();

/** The path of an az: a version is installed, one after the other, because pip takes what memory there is. */
function pathOf(az: string, { execute, io }: Matrix): Promise<string> {
  if (!/^\d+\.\d+\.\d+$/.test(az)) return Promise.resolve(az);
  const installed = installing.then(() =>
    installAz(az, { folder: resolve(io.cwd, ".surestep/az"), execute, log: (sentence) => tell(io, sentence) }),
  );
  installing = installed.catch(() => {});
  return installed;
}

/** Which versions of a package the registry has; those that are not for everybody (`-beta.1`) are left out. */
async function listNpmVersions(name: string, execute: Execute): Promise<string[]> {
  const result = await execute("npm", ["view", name, "versions", "--json"]);
  const versions: string[] = result.exitCode === 0 ? JSON.parse(result.stdout) : [];
  return versions.filter((version) => /^\d+\.\d+\.\d+$/.test(version)).toSorted(compareVersions);
}

function tell({ stderr }: RedactedIo, sentence: string): void {
  stderr.write(`${sentence}\n`);
}

/** Does something with each item, so many at once; the results are in the order of the items. */
async function inParallel<T, R>(items: readonly T[], jobs: number, each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await each(item);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker));
  return results;
}
