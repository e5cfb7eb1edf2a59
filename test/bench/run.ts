// Measures what the design promises, as ratios within this one run where it can. Prints a table; asserts nothing.
//   npm run bench                     start-up, simulator, the whole run with the built-in az
//   npm run bench -- <path of an az>  also: the tutorial with that az, over a plain shell script with the same commands
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const main = resolve("src/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "bench-"));

function run(args: readonly string[], input = ""): { milliseconds: number; stdout: string; status: number | null } {
  const started = performance.now();
  const { stdout, status } = spawnSync(process.execPath, args, { input, encoding: "utf8", maxBuffer: 1e8 });
  return { milliseconds: performance.now() - started, stdout, status };
}

/** The median of a few measurements, in milliseconds. */
function median(measure: () => number, times = 9): number {
  return Array.from({ length: times }, measure).toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

function report(what: string, figure: string, goal: string): void {
  process.stdout.write(`${what.padEnd(58)} ${figure.padStart(12)}   ${goal}\n`);
}

interface Entry {
  type: string;
  step?: string;
  line?: string;
  milliseconds?: number;
  at: string;
}

/** Runs the tutorial; gives its wall time, that of `npm install`, and its journal. */
function tutorial(az: string, more: readonly string[] = []): { total: number; npm: number; entries: Entry[] } {
  const base = mkdtempSync(join(folder, "run-"));
  const { milliseconds, status } = run([main, "tutorial", "--yes", "--az", az, "--folder", base, ...more]);
  if (status !== 0) throw new Error(`the tutorial ended with ${status}`);
  const [id = ""] = readdirSync(join(base, "runs"));
  const lines = readFileSync(join(base, "runs", id, "journal.jsonl"), "utf8")
    .trim()
    .split("\n");
  const entries: Entry[] = lines.map((line) => JSON.parse(line));
  const npm = entries.filter(({ line }) => line?.startsWith("npm ")).reduce((sum, e) => sum + (e.milliseconds ?? 0), 0);
  return { total: milliseconds, npm, entries };
}

function benchStart(): void {
  run([main, "--help"]);
  const empty = median(() => run(["-e", "0"]).milliseconds);
  const help = median(() => run([main, "--help"]).milliseconds);
  report("surestep --help over node -e 0", `${(help / empty).toFixed(2)} x`, "at most 2");
}

function benchSimulator(): void {
  // As the command line does it: with the compiled copy of its files that it keeps.
  const script = `
    (await import("node:module")).enableCompileCache(${JSON.stringify(resolve("node_modules/.cache/surestep"))});
    const started = performance.now();
    const { startSimulator } = await import(${JSON.stringify(resolve("src/simulator/simulator.ts"))});
    const simulator = await startSimulator({ folder: ${JSON.stringify(join(folder, "simulator"))} });
    process.stdout.write(String(performance.now() - started));
    await simulator.close();`;
  const ready = median(() => {
    rmSync(join(folder, "simulator"), { recursive: true, force: true });
    return Number(run(["--input-type=module", "-e", script]).stdout);
  });
  report("a fresh simulator is ready, imports included", `${ready.toFixed(0)} ms`, "at most 250 ms");
}

function benchRun(): void {
  const own = median(() => {
    const { total, npm } = tutorial("builtin");
    return total - npm;
  }, 3);
  report("the whole run with the built-in az, npm apart", `${(own / 1000).toFixed(1)} s`, "at most 5 s");
  const peak = join(folder, "peak");
  const note = `import { writeFileSync } from "node:fs";
    process.on("exit", () => writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`;
  const words = [main, "tutorial", "--yes", "--az", "builtin", "--folder", join(folder, "memory")];
  run([`--import=data:text/javascript,${encodeURIComponent(note)}`, ...words]);
  report(
    "memory of its process at the peak",
    `${Math.round(Number(readFileSync(peak, "utf8")) / 1024)} MB`,
    "at most 200 MB",
  );
}

/** The same commands as a plain shell script. */
async function benchRealAz(az: string): Promise<void> {
  const work = mkdtempSync(join(folder, "script-"));
  for (const id of ["set-secret", "get-secret", "delete-secret", "run-app"]) {
    const step: { default: { program?: string } } = await import(pathToFileURL(resolve("steps", `${id}.ts`)).href);
    writeFileSync(join(work, `${id}.js`), step.default.program ?? "");
  }
  const script = `cd ${work} && bash ${resolve("test/bench/plain.sh")}`;
  const pairs = Array.from({ length: 3 }, () => {
    const plain = run([main, "simulate", "--az", az, "--", "bash", "-c", script]);
    if (plain.status !== 0) throw new Error(`the plain script ended with ${plain.status}`);
    return { whole: tutorial(az).total, plain: plain.milliseconds };
  });
  const [middle] = pairs.toSorted((a, b) => a.whole / a.plain - b.whole / b.plain).slice(1);
  if (middle === undefined) return;
  report("the tutorial with the real az, all verifications on", `${(middle.whole / 1000).toFixed(1)} s`, "");
  report("a plain script with the same commands", `${(middle.plain / 1000).toFixed(1)} s`, "");
  report("ratio (the median of three)", `${(middle.whole / middle.plain).toFixed(2)} x`, "at most 1.15");
}

try {
  const [az] = process.argv.slice(2);
  benchStart();
  benchSimulator();
  benchRun();
  if (az !== undefined) await benchRealAz(az);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
