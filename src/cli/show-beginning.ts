import type { Run } from "../runner/run.ts";
import type { Mode } from "./choose-run.ts";
import type { Screen } from "./screen.ts";

/** Says what this is, and which Azure and which az it uses. */
export function showBeginning(screen: Screen, run: Run, mode: Mode, goesOn: boolean): void {
  const { program } = run.connection;
  screen.print(screen.style("bold", run.tutorial.title));
  screen.print();
  if (goesOn) screen.prose(`Going on with the unfinished run ${run.id}.`);
  else screen.prose(run.tutorial.about);
  const azure = mode === "live" ? "your own" : "a simulated one in this process; only npm leaves this machine";
  const az = program.standIn
    ? `the built-in stand-in for az ${program.version}`
    : `${program.version} (${program.file})`;
  screen.print(screen.style("dim", `  Azure: ${azure}`));
  screen.print(screen.style("dim", `  az:    ${az}`));
}
