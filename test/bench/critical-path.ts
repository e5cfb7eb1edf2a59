import type { Entry } from "../../src/runner/state/entry.ts";

/** A stretch of time of a run: what was waited for in it. */
export interface Stretch {
  what: string;
  /** Milliseconds. */
  length: number;
}

interface Activity {
  what: string;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}

/**
 * Finds what a run's time was made up of: from its end back to its beginning, always to what ended last before. What went
 * on beside that is left out: it could have taken longer, and the run would not have.
 * @param entries the run's journal
 * @returns stretches in the order of time; their lengths add up to that of the journal
 */
export function criticalPath(entries: readonly Entry[]): Stretch[] {
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return [];
  const activities = activitiesOf(entries);
  const path: Stretch[] = [];
  const begun = Date.parse(first.at);
  for (let time = Date.parse(last.at), next = "the end"; time > begun;) {
    const before = activities.filter(({ begin, end }) => end <= time && begin < end);
    const activity = before.toSorted((a, b) => b.end - a.end || a.begin - b.begin)[0];
    const idle = time - (activity?.end ?? begun);
    if (idle > 0) path.unshift({ what: `before ${next}: looked at, or waiting for its turn`, length: idle });
    if (activity === undefined) break;
    path.unshift({ what: activity.what, length: activity.end - Math.max(activity.begin, begun) });
    ({ begin: time, what: next } = activity);
  }
  return path;
}

/** The commands, and what came between the last command of a step and the proof that it is done. */
function activitiesOf(entries: readonly Entry[]): Activity[] {
  const activities: Activity[] = [];
  const lastOf = new Map<string, number>();
  for (const entry of entries) {
    if (!("step" in entry)) continue;
    const end = Date.parse(entry.at);
    const { step } = entry;
    if (entry.type === "command") {
      const begin = end - entry.milliseconds;
      activities.push({ what: `${step}: $ ${entry.line}`, begin, end });
    } else if (entry.type === "done") {
      activities.push({ what: `${step}: verified that it is done`, begin: lastOf.get(step) ?? end, end });
    }
    lastOf.set(step, end);
  }
  return activities;
}
