import type { Declared } from "../../tutorial/declaration.ts";
import { isNamed, type Resource } from "../../tutorial/resource.ts";
import { hangsOnOwned, type Witness } from "./attribution.ts";
import type { Difference } from "./difference.ts";
import type { Inventory } from "./inventory.ts";

/** What an interrupted step left, as far as it can be told whose it is. */
export interface Claim {
  ours: Resource[];
  /** Declared by name, but nothing says that the run made it: it stays, and the reader is told what to look at. */
  unclear: Resource[];
}

/** When the commands of the interrupted step ran (ISO 8601): from its intent on, and until they must have ended. */
export interface Window {
  from: string;
  to: string;
}

/**
 * Settles what a step made that was interrupted before it could look, by the difference between the look before it and
 * now. What bears the run's mark is its own; so is what the signed-in identity made of the declared name while the
 * step ran, and what hangs on either. A name alone says nothing.
 */
export function claimInterrupted(
  { made }: Difference,
  declared: readonly Declared[],
  now: Inventory,
  window: Window,
  witness: Witness,
): Claim {
  const isDeclared = ({ kind, address }: Resource): boolean =>
    declared.some((each) => each.kind === kind && each.verb === "makes" && isNamed(each.address, address));
  const isByUs = ({ createdBy = "" }: Resource): boolean =>
    witness.isAlone || witness.signedIn.some((each) => isNamed(each, createdBy));
  // Services tell seconds.
  const isThen = ({ createdAt = "" }: Resource): boolean =>
    createdAt.slice(0, 19) >= window.from.slice(0, 19) && createdAt.slice(0, 19) <= window.to.slice(0, 19);
  let ours = made.filter(
    (each) =>
      each.runId === witness.runId || (isDeclared(each) && each.runId === undefined && isByUs(each) && isThen(each)),
  );
  // What hangs on them is found level by level: a policy in a vault in a group.
  for (let before = -1; before < ours.length;) {
    before = ours.length;
    const owned = [...witness.owned, ...ours];
    ours = made.filter((each) => ours.includes(each) || hangsOnOwned(each, now.resources, { owned }));
  }
  return { ours, unclear: made.filter((each) => isDeclared(each) && !ours.includes(each)) };
}
