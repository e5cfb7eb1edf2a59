import type { Declared } from "../../tutorial/declaration.ts";
import { surveyAll, type Around, type Kind, type Resource, type Unread } from "../../tutorial/resource.ts";

/** All that was found by one look, and what the reader may not look at. */
export interface Inventory {
  /** When the look began (ISO 8601): what was made later may be missing in it. */
  at: string;
  /** The names of the kinds that were looked at: of others it says nothing. */
  kinds: string[];
  resources: Resource[];
  unread: Unread[];
}

/**
 * Looks at everything that the tutorial declares and the run owns, and at what is around it, all kinds at once.
 * @param kinds all of a platform, or those that are waited for
 * @param context what the kinds read with; a fresh one each time, because it remembers the lists that it has read
 * @param now milliseconds since the epoch
 * @throws what kept a kind from finding out; that the reader may not look is no error but `unread`
 */
export async function takeInventory<Context>(
  kinds: readonly Kind<Context>[],
  context: Context,
  around: Around,
  now: number,
): Promise<Inventory> {
  const survey = await surveyAll(kinds, context, around);
  return { at: new Date(now).toISOString(), kinds: kinds.map(({ name }) => name), ...survey };
}

/** The addresses that a tutorial declares, by kind: what `Around` takes. */
export function addressesOf(declared: readonly Declared[]): Map<string, string[]> {
  const addresses = new Map<string, string[]>();
  for (const { kind, address } of declared) addresses.set(kind, [...(addresses.get(kind) ?? []), address]);
  return addresses;
}

/** The resource of an identity; where a deletion is just under way and both forms are listed, the live one. */
export function findByIdentity(inventory: Inventory, { kind, identity }: Resource): Resource | undefined {
  const found = inventory.resources.filter((each) => each.kind === kind && each.identity === identity);
  return found.find(({ state }) => state === "live") ?? found[0];
}

/** The identities on which a resource hangs: its parent's, that one's parent's, and so on. */
export function parentsOf(resources: readonly Resource[], resource: Resource): string[] {
  const parents: string[] = [];
  for (let parent = resource.goesWith; parent !== undefined && !parents.includes(parent);) {
    const identity: string = parent;
    parents.push(identity);
    parent = resources.find((each) => each.identity === identity)?.goesWith;
  }
  return parents;
}
