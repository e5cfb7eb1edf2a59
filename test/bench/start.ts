import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { interleave, measure, timesOf, type Taken } from "./measure.ts";
import { folder, main, memoryOf, runTutorial } from "./program.ts";
import { heading, megabytes, ratio, report, times } from "./report.ts";

/** How long the smallest things take, over an empty program of Node.js. */
export function benchStart(): void {
  heading("Starting");
  node(main, "--help");
  const found = interleave(11, {
    empty: () => timesOf(node("-e", "0")),
    help: () => timesOf(node(main, "--help")),
    version: () => timesOf(node(main, "--version")),
    simulator: () => timesOf(startSimulator()),
  });
  times("node -e 0", found.empty);
  ratio("surestep --help, over that", found.help, found.empty, "1.5");
  ratio("a command's line read by commander (surestep --version)", found.version, found.empty, "3");
  ratio("a fresh simulator is ready, imports and Node.js included", found.simulator, found.empty, "5");
}

function node(...args: string[]): Taken {
  return measure(process.execPath, args);
}

/**
 * Starts a simulator as the command line does it: with the compiled copy of its files that it keeps. Its process is killed
 * as soon as it is ready: left to end by itself, it would wait for the key that is being made for the first token.
 */
function startSimulator(): Taken {
  const state = join(folder, "simulator");
  rmSync(state, { recursive: true, force: true });
  const script = `
    (await import("node:module")).enableCompileCache(${JSON.stringify(resolve("node_modules/.cache/surestep"))});
    const { startSimulator } = await import(${JSON.stringify(resolve("src/simulator/simulator.ts"))});
    await startSimulator({ folder: ${JSON.stringify(state)} });
    process.kill(process.pid, "SIGKILL");`;
  const killed = `"$@"; test $? = 137`;
  return measure("bash", ["-c", killed, "bash", process.execPath, "--input-type=module", "-e", script]);
}

/** The whole tutorial with the built-in az, which takes no time of its own. */
export function benchBuiltIn(): void {
  heading("The whole tutorial with the built-in az");
  const { whole } = interleave(3, {
    whole: () => {
      const { elapsed, processor, entries } = runTutorial(["--az", "builtin"]);
      const installing = entries.filter((entry) => entry.type === "command" && entry.line.startsWith("npm install"));
      const npm = installing.reduce((sum, entry) => sum + (entry.type === "command" ? entry.milliseconds : 0), 0);
      return { elapsed, processor, npm };
    },
  });
  times("from its start to its end", whole);
  report("of that, npm install", `${(whole.npm / 1000).toFixed(1)} s`);
  const { peak } = memoryOf(["tutorial", "--yes", "--az", "builtin", "--folder", join(folder, "memory")]);
  report("memory of its process at the peak", megabytes(peak), "at most 200 MB");
}
