import { checkThat, type Check } from "../../tutorial/step.ts";
import type { Run } from "../run.ts";
import { describeDifference } from "./describe-difference.ts";
import { differenceOf } from "./difference.ts";
import type { Inventory } from "./inventory.ts";
import { keyOf } from "./key.ts";

/** The last look, where nothing was begun since, nothing is under way, and nobody else is there. */
export function lastLookOf({ lastLook, commandsBegun, active, platform }: Run): Promise<Inventory> | undefined {
  const isUnderWay = [...active.values()].some(({ until }) => until === undefined);
  return platform.isAlone && !isUnderWay && lastLook?.commandsBegun === commandsBegun ? lastLook.found : undefined;
}

/**
 * What there is now, but what the run owns as it was in the last look: it has not changed it since, so a difference is
 * one that nobody asked for.
 * @param last undefined where it cannot be told: then all is as it is now
 */
export async function withOwnAsLastSeen(
  { journal }: Run,
  last: Promise<Inventory> | undefined,
  now: Inventory,
): Promise<Inventory> {
  if (last === undefined) return now;
  const owned = (await last).resources.filter((each) => journal.progress.owned.has(keyOf(each)));
  const keys = new Set(owned.map(keyOf));
  return { ...now, resources: [...now.resources.filter((each) => !keys.has(keyOf(each))), ...owned] };
}

/**
 * A check that fails for each thing of the run's own that has changed or vanished since the last look, without a command.
 * @param last undefined where it cannot be told: then there is none
 */
export async function checkDrift(run: Run, last: Promise<Inventory> | undefined, now: Inventory): Promise<Check[]> {
  const difference = differenceOf(await withOwnAsLastSeen(run, last, now), now);
  return describeDifference(run.platform.kinds, difference).map((line) =>
    checkThat(`not asked for: ${line}`, false, { expected: "as the last step left it", actual: line }),
  );
}
