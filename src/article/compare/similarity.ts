/** How much of two texts is alike, from 0 to 1: the share of their pairs of neighbouring characters (Dice). */
export function similarity(one: string, other: string): number {
  if (one === other) return 1;
  const [left, right] = [pairsOf(one), pairsOf(other)];
  let common = 0;
  for (const [pair, count] of left) common += Math.min(count, right.get(pair) ?? 0);
  const total = Math.max(one.length - 1, 0) + Math.max(other.length - 1, 0);
  return total === 0 ? 0 : (2 * common) / total;
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/**
 * Pairs each of one list with the most similar of another, the most similar first; what is less similar than `least`
 * stays alone. Of equals the earliest are paired.
 */
export function pairBySimilarity<Item>(
  left: readonly Item[],
  right: readonly Item[],
  { least, textOf }: { least: number; textOf: (item: Item) => string },
): Map<Item, Item> {
  const candidates = left
    .flatMap((one) => right.map((other) => ({ one, other, alike: similarity(textOf(one), textOf(other)) })))
    .filter(({ alike }) => alike >= least)
    .toSorted((a, b) => b.alike - a.alike);
  const pairs = new Map<Item, Item>();
  const taken = new Set<Item>();
  for (const { one, other } of candidates) {
    if (pairs.has(one) || taken.has(other)) continue;
    pairs.set(one, other);
    taken.add(other);
  }
  return pairs;
}
