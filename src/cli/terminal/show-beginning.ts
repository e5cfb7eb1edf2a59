import type { AzProgram } from "../../azure/az.ts";
import { knownProblems } from "../../azure/known-az-versions.ts";
import type { RunOptions } from "../../runner/open-run.ts";
import type { Run } from "../../runner/run.ts";
import type { Screen } from "./screen.ts";

/** Says what this is, and which Azure and which az it uses, if any. */
export function showBeginning(screen: Screen, run: Run, mode: RunOptions["mode"], goesOn: boolean): void {
  screen.print(screen.style("bold", run.tutorial.title));
  screen.print();
  if (goesOn) screen.prose(`Going on with the unfinished run ${run.id}.`);
  else screen.prose(run.tutorial.about);
  if (run.tutorial.platform !== "local") showAzure(screen, run.connection.program, mode);
}

function showAzure(screen: Screen, program: AzProgram, mode: RunOptions["mode"]): void {
  const azure = mode === "live" ? "your own" : "a simulated one in this process; only npm leaves this machine";
  const az = program.standIn
    ? `the built-in stand-in for az ${program.version}`
    : `${program.version} (${program.file})`;
  screen.print(screen.style("dim", `  Azure: ${azure}`));
  screen.print(screen.style("dim", `  az:    ${az}`));
  showKnownProblems(screen, program);
}

/** What is known of this version of az, before anything is created: what is broken, and what will end. */
function showKnownProblems(screen: Screen, program: AzProgram): void {
  const problems = knownProblems(program.version, program).filter(
    ({ severity, before }) => severity === "broken" || before !== undefined,
  );
  for (const { severity, breaks, remedy, source } of problems) {
    const sign = severity === "broken" ? screen.style("red", "✖") : screen.style("yellow", "!");
    screen.item(sign, `${breaks} ${remedy} ${screen.style("dim", `(${source})`)}`);
  }
}
