import type { Declared } from "../../tutorial/declaration.ts";
import { isNamed, type Kind, type Resource } from "../../tutorial/resource.ts";
import { describeResource, originOf } from "./describe-difference.ts";
import type { Inventory } from "./inventory.ts";

/** Something that a step would make, and that is there already without being the run's. */
export interface Obstacle {
  declared: Declared;
  resource: Resource;
  /** What it is and whose: `vault x (eastus, roles, 90 days), made 2026-01-02T03:04:05Z by y`. */
  words: string;
}

/**
 * What is in the way of a step: each resource that it declares to make must be absent, unless the run owns it. A deleted
 * one is in the way where its kind keeps the name taken.
 */
export function inTheWay(
  declared: readonly Declared[],
  inventory: Inventory,
  owned: readonly Resource[],
  kinds: readonly Kind[],
): Obstacle[] {
  const isOwned = ({ kind, identity }: Resource): boolean =>
    owned.some((each) => each.kind === kind && each.identity === identity);
  const isTaken = ({ kind, state }: Resource): boolean =>
    state === "live" || kinds.find(({ name }) => name === kind)?.reservesName === true;
  return declared
    .filter(({ verb }) => verb === "makes")
    .flatMap((each) =>
      inventory.resources
        .filter(({ kind, address }) => kind === each.kind && isNamed(address, each.address))
        .filter((resource) => isTaken(resource) && !isOwned(resource))
        .map((resource) => ({
          declared: each,
          resource,
          words: describeResource(kinds, resource) + originOf(resource),
        })),
    );
}
