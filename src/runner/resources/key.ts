import type { Resource } from "../../tutorial/resource.ts";

/** What tells a resource from every other one: its kind and its identity. */
export function keyOf({ kind, identity }: Pick<Resource, "kind" | "identity">): string {
  return `${kind} ${identity}`;
}
