import { wordsFor, type Kind, type Resource } from "../../tutorial/resource.ts";
import type { Changed, Difference } from "./difference.ts";

/**
 * A difference for the reader, a line each, what holds something before what it holds: `+ vault x (eastus, access policies, 7 days)`, `~ vault x: access policy →
 * rbac`, `- secret x/y (can be recovered until 2026-12-01)`.
 */
export function describeDifference(kinds: readonly Kind[], { made, changed, gone }: Difference): string[] {
  const order = ({ kind }: Resource): number => kinds.findIndex(({ name }) => name === kind);
  const downwards = made.toSorted((a, b) => order(b) - order(a));
  return [
    ...downwards.map(
      (each) => `+ ${describeResource(kinds, each)}${each.state === "deleted" ? recoverable(each) : ""}`,
    ),
    ...changed.map((each) => describeChange(kinds, each)),
    ...gone.map((each) => `- ${describeResource(kinds, each)}${each.state === "deleted" ? ", for good" : ""}`),
  ];
}

/** One resource, in its kind's words. */
export function describeResource(kinds: readonly Kind[], resource: Resource): string {
  const kind = kinds.find(({ name }) => name === resource.kind);
  return kind === undefined ? `${resource.kind} ${resource.address}` : kind.describe(resource);
}

/** When a resource was made and by whom, as far as that is known, to be put behind it: `, made 2026-11-24T12:00:00Z by x`. */
export function originOf({ createdAt, createdBy }: Resource): string {
  const words = [
    ...(createdAt === undefined ? [] : [createdAt]),
    ...(createdBy === undefined ? [] : [`by ${createdBy}`]),
  ];
  return words.length === 0 ? "" : `, made ${words.join(" ")}`;
}

/** One change. */
export function describeChange(kinds: readonly Kind[], { before, after, properties }: Changed): string {
  if (before.state === "live" && after.state === "deleted") {
    return `- ${describeResource(kinds, before)}${recoverable(after)}`;
  }
  if (before.state === "deleted" && after.state === "live") return `+ ${describeResource(kinds, after)}, recovered`;
  const words = properties.map(({ name, from, to }) => `${spaced(name)} ${wordsFor(from)} → ${wordsFor(to)}`);
  return `~ ${after.kind.replaceAll("-", " ")} ${after.address}: ${words.join(", ")}`;
}

/** A property's name in words: `purgeProtection` → `purge protection`. */
export function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function recoverable({ until }: Resource): string {
  return until === undefined ? ", can be recovered" : `, can be recovered until ${until.slice(0, 10)}`;
}
