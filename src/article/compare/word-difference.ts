/** A piece of a difference: words that both have, or that came or went. */
export interface Change {
  kind: "same" | "added" | "removed";
  text: string;
}

/** The difference of two texts by word. Space counts: a change of a space is found, too. */
export async function wordDifference(before: string, after: string): Promise<Change[]> {
  const { diffWordsWithSpace } = await import("diff");
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
