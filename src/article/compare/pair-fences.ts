import type { Fence } from "../article.ts";
import { pairBySimilarity } from "./similarity.ts";

const textOf = ({ info, text }: Fence): string => `${info}\n${text}`;

/**
 * Finds for each fence of an article the one that it was in the article as it was seen: first what is the same to the
 * letter, under the same heading and elsewhere; then the most similar under the same heading; then elsewhere.
 * @returns what each fence was, and what is gone
 */
export function pairFences(
  fences: readonly Fence[],
  seen: readonly Fence[],
): { was: ReadonlyMap<Fence, Fence>; gone: readonly Fence[] } {
  const was = new Map<Fence, Fence>();
  const taken = new Set<Fence>();
  const passes = [
    { least: 1, sameHeading: true },
    { least: 1, sameHeading: false },
    { least: 0.2, sameHeading: true },
    { least: 0.5, sameHeading: false },
  ];
  for (const { least, sameHeading } of passes) {
    const headings = sameHeading ? new Set(fences.map(({ section }) => section.heading)) : [undefined];
    for (const heading of headings) {
      const open = (fence: Fence): boolean =>
        !was.has(fence) && !taken.has(fence) && (heading === undefined || fence.section.heading === heading);
      for (const [fence, before] of pairBySimilarity(fences.filter(open), seen.filter(open), { least, textOf })) {
        was.set(fence, before);
        taken.add(before);
      }
    }
  }
  return { was, gone: seen.filter((fence) => !taken.has(fence)) };
}
