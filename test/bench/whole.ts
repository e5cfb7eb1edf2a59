import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { criticalPath } from "./critical-path.ts";
import { interleave, timesOf, type Taken } from "./measure.ts";
import { folder, runTutorial, surestep, type Run } from "./program.ts";
import { heading, ratio, report, seconds, times } from "./report.ts";

/**
 * The whole tutorial with an official az and all its verifications, over a plain script with the same commands, and over
 * that script with what is independent set side by side by hand.
 * @param az path of the az
 * @param rounds how often each is run: a round takes two minutes on two processors that have nothing else to do
 */
export async function benchWhole(az: string, rounds: number): Promise<void> {
  heading(`The whole tutorial with the official az, ${rounds} rounds`);
  const programs = await programsOf(["set-secret", "get-secret", "delete-secret", "run-app"]);
  let last: Run | undefined;
  const found = interleave(rounds, {
    whole: () => timesOf((last = runTutorial(["--az", az]))),
    plain: () => timesOf(runScript(az, programs)),
    beside: () => timesOf(runScript(az, programs, "side-by-side")),
  });
  times("all verifications on", found.whole);
  times("a plain script with the same commands", found.plain);
  times("the same with npm beside az by hand", found.beside);
  ratio("over the plain script (of the medians)", found.whole, found.plain, "0.95");
  ratio("over the script set side by side", found.whole, found.beside, "1.1");
  const lines = (last?.entries ?? []).flatMap((entry) => (entry.type === "command" ? [entry.line] : []));
  report(
    "az commands of the tutorial, without those that verify",
    `${lines.filter((l) => l.startsWith("az ")).length}`,
  );
  heading("  The critical path of the last run: what it waited for, and how long");
  for (const { what, length } of criticalPath(last?.entries ?? [])) {
    if (length >= 100) report(what.length > 62 ? `${what.slice(0, 61)}…` : what, seconds(length));
  }
}

/** The source of the programs of some steps, by file name. */
async function programsOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const programs = new Map<string, string>();
  for (const id of ids) {
    const step: { default: { program?: string } } = await import(pathToFileURL(resolve("steps", `${id}.ts`)).href);
    programs.set(`${id}.js`, step.default.program ?? "");
  }
  return programs;
}

/** Runs the plain script inside a simulated Azure of its own. */
function runScript(az: string, programs: ReadonlyMap<string, string>, ...args: string[]): Taken {
  const work = mkdtempSync(join(folder, "script-"));
  for (const [name, source] of programs) writeFileSync(join(work, name), source);
  const script = ["--", "bash", "-c", 'cd "$1" && bash "$2" "$3"', "bash", work, resolve("test/bench/plain.sh")];
  const taken = surestep(["simulate", "--az", az, ...script, args[0] ?? "one-by-one"]);
  rmSync(work, { recursive: true });
  return taken;
}
