import { foldProgress } from "../runner/progress.ts";
import type { Run } from "../runner/run.ts";
import type { Screen } from "./screen.ts";

/**
 * Says what exists now, as the journal tells it, and the two commands that go on: for a reader who stops, or whose step
 * failed. It asks nobody, so it is quick.
 */
export function showWhatExists(screen: Screen, run: Run): void {
  const progress = foldProgress(run.journal.entries);
  const left = run.tutorial.steps.filter(
    (step) => step.deeds.verifyGone !== undefined && progress.steps.get(step.id)?.mayExist === true,
  );
  screen.print();
  if (left.length === 0) screen.print("  Nothing exists of this run.");
  else screen.prose(`What may exist now, of the steps: ${left.map((step) => step.id).join(", ")}.`);
  screen.print(`  Go on:    ${screen.style("bold", "npm run tutorial")}`);
  screen.print(`  Clean up: ${screen.style("bold", `npm run surestep -- clean-up --run ${run.id}`)}`);
}

/** Leaves a run in place on purpose, and says until when. */
export function keepRun(screen: Screen, run: Run, milliseconds: number): void {
  const until = new Date(run.clock.now() + milliseconds);
  run.journal.record({ type: "kept", until: until.toISOString() });
  screen.print();
  screen.prose(`Kept on purpose until ${until.toISOString().slice(0, 16).replace("T", " ")} UTC; then clean it up.`);
}
