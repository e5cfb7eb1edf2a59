import type { Platform } from "../tutorial/platform.ts";
import type { Resource } from "../tutorial/resource.ts";
import { hangsOnOwned, makerOf, type Witness } from "./resources/attribution.ts";
import type { Inventory } from "./resources/inventory.ts";
import { removalPlan, type RemovalPlan } from "./resources/removal-plan.ts";

/** What a run that nobody remembers has left, found by the marks that every run puts on what it makes. */
export interface OrphanedRun {
  runId: string;
  /** Milliseconds since the epoch. */
  begunAt: number;
  /** All that would go: what bears its mark, and all that hangs on that. */
  resources: Resource[];
  /** Whose it is, as far as the services tell. */
  maker: ReturnType<typeof makerOf>;
  /** Until when it is kept on purpose (ISO 8601), where it is. */
  keptUntil: string | undefined;
}

/**
 * Finds what runs have left where somebody is signed in, by well-formed marks alone.
 * @param before only runs that were begun before then (milliseconds since the epoch)
 */
export async function findOrphanedRuns(platform: Platform, before: number): Promise<OrphanedRun[]> {
  const inventory = await lookAtAll(platform);
  const signedIn = await platform.signedIn();
  const marked = inventory.resources.flatMap(({ runId }) => runId ?? []);
  const runs = [...new Set(marked)].map((runId): OrphanedRun => {
    const own = inventory.resources.filter((each) => each.runId === runId);
    const resources = inventory.resources.filter(
      (each) => own.includes(each) || hangsOnOwned(each, inventory.resources, { owned: own }),
    );
    const witness: Witness = { runId: "", signedIn, isAlone: false, owned: [] };
    const makers = resources.map((each) => makerOf({ ...each, runId: undefined }, [], witness));
    const maker = makers.find((each) => each === "somebody else") ?? makers.find((each) => each === "this run");
    const keptUntil = own
      .flatMap((each) => each.keptUntil ?? [])
      .toSorted()
      .at(-1);
    return { runId, begunAt: timeOf(runId), resources, maker: maker ?? "unknown", keptUntil };
  });
  return runs.filter(({ begunAt }) => begunAt < before).toSorted((a, b) => a.begunAt - b.begunAt);
}

/** What has to be done next, so that nothing of an orphaned run is left. */
export async function planRemovalOf(platform: Platform, { resources }: OrphanedRun): Promise<RemovalPlan> {
  return removalPlan(resources, await lookAtAll(platform, resources), platform.kinds);
}

/** Everything that can be seen: first what is marked, then what lies in it. */
async function lookAtAll(platform: Platform, owned: readonly Resource[] = []): Promise<Inventory> {
  const around = { addresses: new Map(), owned, since: new Date(0).toISOString() };
  const first = await platform.survey(around);
  const marked = first.resources.filter(({ runId }) => runId !== undefined);
  const all = marked.length === 0 ? first : await platform.survey({ ...around, owned: [...owned, ...marked] });
  return { at: new Date(0).toISOString(), kinds: platform.kinds.map(({ name }) => name), ...all };
}

/** When a run was begun (milliseconds since the epoch): its id starts with that, in seconds and base 36. */
function timeOf(runId: string): number {
  return Number.parseInt(runId.slice(0, -4), 36) * 1000;
}
