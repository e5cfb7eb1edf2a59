import { foldProgress } from "../../runner/progress.ts";
import type { Run } from "../../runner/run.ts";
import { nextCommands, type Place } from "./next-commands.ts";
import type { Screen } from "./screen.ts";

/**
 * Says what exists now, as the journal tells it, and the two commands that go on: for a reader who stops, or whose step
 * failed. It asks nobody, so it is quick.
 * @param flags where the run is kept, as the reader said it
 */
export function showWhatExists(screen: Screen, run: Run, flags: Place): void {
  const progress = foldProgress(run.journal.entries);
  const left = run.tutorial.steps.filter(
    (step) => step.deeds.verifyGone !== undefined && progress.steps.get(step.id)?.mayExist === true,
  );
  screen.print();
  if (left.length === 0) screen.print("  Nothing exists of this run.");
  else screen.prose(`What may exist now, of the steps: ${left.map((step) => step.id).join(", ")}.`);
  const { goOn, cleanUp } = nextCommands(run.id, flags);
  screen.print(`  Go on:    ${screen.style("bold", goOn)}`);
  screen.print(`  Clean up: ${screen.style("bold", cleanUp)}`);
}

/** Leaves a run in place on purpose, and says until when. */
export function keepRun(screen: Screen, run: Run, milliseconds: number): void {
  const until = run.clock.now() + milliseconds;
  run.journal.record({ type: "kept", until: new Date(until).toISOString() });
  screen.print();
  screen.prose(`Kept on purpose until ${shownTime(until)}; then clean it up.`);
}

/** A time (milliseconds since the epoch) to the minute, such as `2026-01-31 18:05 UTC`. */
export function shownTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
