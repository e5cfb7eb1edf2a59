import { criticalPath } from "./critical-path.ts";
import { interleave, timesOf } from "./measure.ts";
import { runTutorial, type Run } from "./program.ts";
import { heading, ratio, report, seconds, times } from "./report.ts";

/** Where Azure takes the time: what it gains to run independent steps together, and what the rest is waited for. */
export function benchLatency(): void {
  heading("The whole tutorial with the built-in az, and an Azure as slow as the real one (--latency realistic)");
  let together: Run | undefined;
  const found = interleave(1, {
    one: () => timesOf(run("--jobs", "1")),
    many: () => timesOf((together = run())),
  });
  times("one step after the other (--jobs 1)", found.one);
  times("independent steps together", found.many);
  ratio("ratio", found.many, found.one, "0.8");
  heading("  Its critical path: what the run waited for, and how long");
  for (const { what, length } of criticalPath(together?.entries ?? [])) {
    if (length >= 100) report(what.length > 62 ? `${what.slice(0, 61)}…` : what, seconds(length));
  }
}

function run(...args: string[]): Run {
  return runTutorial(["--az", "builtin", "--latency", "realistic", ...args]);
}
