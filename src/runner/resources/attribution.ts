import type { Resource } from "../../tutorial/resource.ts";
import type { Changed } from "./difference.ts";
import { parentsOf } from "./inventory.ts";

/** What is known of who may have done something. */
export interface Witness {
  /** The run's id, as its marks have it. */
  runId: string;
  /** The names under which services know the signed-in identity: object ID, user name, application ID. */
  signedIn: readonly string[];
  /** Whether nobody else is there, as in an Azure of the run's own: then all that happens is the run's doing. */
  isAlone: boolean;
  /** What the run owns so far. */
  owned: readonly Resource[];
}

/** Whose doing something is; "unknown" where no service tells. */
export type Doer = "this run" | "somebody else" | "unknown";

/** Who made a resource: by its mark, by its creator, or by what it hangs on. */
export function makerOf(resource: Resource, resources: readonly Resource[], witness: Witness): Doer {
  if (witness.isAlone || resource.runId === witness.runId) return "this run";
  if (resource.runId !== undefined) return "somebody else";
  if (resource.createdBy !== undefined) return isSignedIn(resource.createdBy, witness);
  return hangsOnOwned(resource, resources, witness) ? "this run" : "unknown";
}

/** Who changed a resource, which may be to delete it. */
export function changerOf({ before, after }: Changed, resources: readonly Resource[], witness: Witness): Doer {
  if (isOwn(before, resources, witness)) return "this run";
  // Who changed it last is told of an older change, too.
  if (after.changedBy === undefined || after.changedAt === before.changedAt) return "unknown";
  return isSignedIn(after.changedBy, witness);
}

/** Who removed a resource: no service tells, but what was the run's own or hung on that is its affair. */
export function removerOf(resource: Resource, resources: readonly Resource[], witness: Witness): Doer {
  return isOwn(resource, resources, witness) ? "this run" : "unknown";
}

function isOwn(resource: Resource, resources: readonly Resource[], witness: Witness): boolean {
  const { isAlone, owned } = witness;
  return (
    isAlone ||
    owned.some(({ identity }) => identity === resource.identity) ||
    hangsOnOwned(resource, resources, witness)
  );
}

/** Whether a resource lies in something that the run owns, or is about it. */
export function hangsOnOwned(
  resource: Resource,
  resources: readonly Resource[],
  { owned }: Pick<Witness, "owned">,
): boolean {
  const parents = new Set([...parentsOf(resources, resource), resource.belongsTo]);
  return owned.some(({ identity }) => parents.has(identity));
}

function isSignedIn(name: string, { signedIn }: Witness): Doer {
  return signedIn.some((each) => each.toLowerCase() === name.toLowerCase()) ? "this run" : "somebody else";
}
