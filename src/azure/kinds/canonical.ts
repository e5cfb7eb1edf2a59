import { z } from "zod";
import { wordsFor, type Json } from "../../tutorial/resource.ts";

/** The tags that a declaration may give. */
export const tagsSchema = z.record(z.string(), z.string());

/** A region in one spelling: "East US" and "EastUS" are `eastus`. */
export function regionOf(name: string): string {
  return name.replaceAll(/\s/g, "").toLowerCase();
}

/**
 * The identity of what Resource Manager holds: its ID, which says where it is, and the time at which it was made, which
 * tells it from another one of that ID.
 */
export function identityOf(id: string, createdAt: string | undefined): string {
  return `${id.toLowerCase()}@${createdAt === undefined ? "" : timeOf(createdAt)}`;
}

/** A time in one spelling: seconds and UTC, because some lists of a service tell fractions and others do not. */
export function timeOf(time: string | Date): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** `vault surestep-x (eastus, access policies, 7 days)`; what there is none of is left out. */
export function described(name: string, ...details: (Json | undefined)[]): string {
  const words = details.map(wordsFor).filter((each) => each !== "none" && each !== "");
  return words.length === 0 ? name : `${name} (${words.join(", ")})`;
}

/** A text that counts days, "7 days" or "7". */
export const days = /^\d+( days?)?$/;

/** A list without repetitions, sorted, so that order makes no difference. */
export function sorted(values: readonly string[] = []): string[] {
  return [...new Set(values)].toSorted();
}
