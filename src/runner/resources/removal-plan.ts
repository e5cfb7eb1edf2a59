import type { Declared } from "../../tutorial/declaration.ts";
import { isNamed, type Kind, type Resource } from "../../tutorial/resource.ts";
import { describeResource } from "./describe-difference.ts";
import { findByIdentity, parentsOf, type Inventory } from "./inventory.ts";

/** What has to be done next, so that nothing of a run is left. A deleted thing is purged by the plan after this one. */
export interface RemovalPlan {
  /** In the order in which they have to be removed. */
  removals: { resource: Resource; commands: string[][] }[];
  /** What goes by itself with one of them. */
  alongside: Resource[];
  /** What only time removes, until when, and why, as far as the tutorial declared that. */
  survivors: { resource: Resource; until: string | undefined; why: string | undefined }[];
  /** What is not removed although it is the run's, or has the name of something that is: the reader has to look at it. */
  kept: { resource: Resource; why: string }[];
  /** What the run owned and is nowhere any more, in whatever form. */
  gone: Resource[];
}

/**
 * Plans what to remove of what a run owns: those identities and nothing else, whatever they are called by now. What hangs
 * on something comes before it, live ones before deleted ones. What holds somebody else's is kept.
 * @param kinds in the order in which they are removed
 * @param inventory of a moment ago
 * @param declared those that say `survives`
 */
export function removalPlan(
  owned: readonly Resource[],
  inventory: Inventory,
  kinds: readonly Kind[],
  declared: readonly Declared[] = [],
): RemovalPlan {
  const isOwned = (resource: Resource): boolean => owned.some((each) => isSameOne(each, resource));
  const there = owned.flatMap((each) => findByIdentity(inventory, each) ?? []);
  const guests = guestsOf(there, inventory, kinds, isOwned);
  const removable = there.filter((each) => !guests.has(each.identity));
  const goes = new Set(removable.filter(({ state }) => state === "live").map(({ identity }) => identity));
  const alongside = removable.filter((each) => each.goesWith !== undefined && goes.has(each.goesWith));
  const planned = removable
    .filter((each) => !alongside.includes(each))
    .map((resource) => ({ resource, commands: kindOf(kinds, resource)?.removal(resource) ?? [] }))
    .toSorted((a, b) => orderOf(kinds, a.resource) - orderOf(kinds, b.resource));
  const namesakes = inventory.resources.filter(
    (each) => !isOwned(each) && owned.some((own) => own.kind === each.kind && isNamed(own.address, each.address)),
  );
  return {
    removals: planned.filter(({ commands }) => commands.length > 0),
    alongside,
    survivors: planned
      .filter(({ commands }) => commands.length === 0)
      .map(({ resource }) => survivorOf(resource, declared)),
    kept: [
      ...there.flatMap((resource) => {
        const guest = guests.get(resource.identity);
        const why = guest && `it holds ${describeResource(kinds, guest)}, which this run did not make`;
        return why === undefined ? [] : [{ resource, why }];
      }),
      ...namesakes.map((resource) => ({
        resource,
        why: "it has the name of something that this run made, and is another",
      })),
    ],
    gone: owned.filter((each) => findByIdentity(inventory, each) === undefined),
  };
}

/** For each of the run's own that holds something live of somebody else's, which would go too: that one. */
function guestsOf(
  own: readonly Resource[],
  { resources }: Inventory,
  kinds: readonly Kind[],
  isOwned: (resource: Resource) => boolean,
): Map<string, Resource> {
  const guests = new Map<string, Resource>();
  for (const resource of resources) {
    const isWorthNothingAlone = kindOf(kinds, resource)?.isAttachment === true;
    if (isOwned(resource) || isWorthNothingAlone || resource.state === "deleted") continue;
    for (const parent of parentsOf(resources, resource)) {
      if (own.some(({ identity }) => identity === parent)) guests.set(parent, resource);
    }
  }
  return guests;
}

function survivorOf(resource: Resource, declared: readonly Declared[]): RemovalPlan["survivors"][number] {
  const survives = declared.find(
    ({ kind, address, survives: said }) =>
      said !== undefined && kind === resource.kind && isNamed(address, resource.address),
  )?.survives;
  return { resource, until: resource.until ?? survives?.until, why: survives?.why };
}

function orderOf(kinds: readonly Kind[], { kind, state }: Resource): number {
  const order = kinds.findIndex(({ name }) => name === kind);
  return state === "live" ? order : order + kinds.length;
}

function kindOf(kinds: readonly Kind[], { kind }: Resource): Kind | undefined {
  return kinds.find(({ name }) => name === kind);
}

function isSameOne(one: Resource, other: Resource): boolean {
  return one.kind === other.kind && one.identity === other.identity;
}
