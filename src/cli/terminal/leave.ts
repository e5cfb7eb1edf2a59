import { describeResource } from "../../runner/resources/describe-difference.ts";
import { ownedResources } from "../../runner/resources/ownership.ts";
import type { Run } from "../../runner/run.ts";
import { progressOf } from "../../runner/state/progress.ts";
import { nextCommands, type Place } from "./next-commands.ts";
import type { Screen } from "./screen.ts";

/**
 * Says what exists now, as the journal tells it, and the two commands that go on: for a reader who stops, or whose step
 * failed. It asks nobody, so it is quick.
 * @param flags where the run is kept, as the reader said it
 */
export function showWhatExists(screen: Screen, run: Run, flags: Place): void {
  const { progress } = run.journal;
  const owned = ownedResources(progress);
  const begun = run.tutorial.steps.filter(
    ({ id, cleansUp }) => !cleansUp && progressOf(progress, id).state === "begun",
  );
  screen.print();
  if (owned.length + begun.length === 0) screen.print("  Nothing exists of this run.");
  if (owned.length > 0) screen.print("  This exists of it:");
  // What was deleted and recovered is known twice.
  const words = new Set(owned.map((each) => describeResource(run.platform.kinds, each)));
  for (const each of words) screen.item("-", each);
  if (begun.length > 0) {
    screen.prose(`These steps were begun, and may have made more: ${begun.map(({ id }) => id).join(", ")}.`);
  }
  const { goOn, cleanUp } = nextCommands(run.id, flags);
  screen.print(`  Go on:    ${screen.style("bold", goOn)}`);
  screen.print(`  Clean up: ${screen.style("bold", cleanUp)}`);
}

/** Says until when a run is left in place on purpose (milliseconds since the epoch), and what could not be marked so. */
export function showKept(screen: Screen, until: number, unmarked: readonly string[]): void {
  screen.print();
  screen.prose(`Kept on purpose until ${shownTime(until)}; then clean it up.`);
  for (const each of unmarked) screen.item("!", `not marked as kept, so that a sweep may take it: ${each}`);
}

/** A time (milliseconds since the epoch) to the minute, such as `2026-01-31 18:05 UTC`. */
export function shownTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
