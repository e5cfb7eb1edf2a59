import type { Resource } from "../../tutorial/resource.ts";
import type { Progress } from "../state/progress.ts";

/** What a run owns by its journal: each as it was last seen, in the order in which they came into being. */
export function ownedResources({ owned }: Progress): Resource[] {
  return [...owned.values()].map(({ resource }) => resource);
}
