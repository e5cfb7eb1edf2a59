import type { Resource, Unread } from "../../tutorial/resource.ts";
import { differenceOf, type Changed } from "./difference.ts";
import { findByIdentity, type Inventory } from "./inventory.ts";

/** The end of a run held against its beginning. */
export interface EndComparison {
  /** Whether everything is as it was, as far as it could be seen. */
  isAsItWas: boolean;
  /** What the run owned and is still there, live or deleted. */
  left: Resource[];
  /** What was there before the run and is not any more, or not as it was. */
  gone: Resource[];
  changed: Changed[];
  /** What others made meanwhile: told, nothing is wrong with it. */
  others: Resource[];
  unseen: Unread[];
}

/** Compares what there is when all is cleaned up with what there was before the run. */
export function compareEnds(beginning: Inventory, end: Inventory, owned: readonly Resource[]): EndComparison {
  const isOwned = ({ kind, identity }: Resource): boolean =>
    owned.some((each) => each.kind === kind && each.identity === identity);
  const { made, changed, gone, unseen } = differenceOf(beginning, end);
  const left = owned.flatMap((each) => findByIdentity(end, each) ?? []);
  return {
    isAsItWas: left.length + gone.length + changed.length === 0,
    ...{ left, gone, changed, unseen },
    others: made.filter((each) => !isOwned(each)),
  };
}
