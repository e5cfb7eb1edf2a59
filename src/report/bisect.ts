/**
 * Finds the first version that fails, by halving.
 * @param versions oldest first; the first one is known to pass, the last one to fail
 * @param doesPass tries a version; undefined when it cannot be tried, which leaves it out
 */
export async function findFirstFailing(
  versions: readonly string[],
  doesPass: (version: string) => Promise<boolean | undefined>,
): Promise<string> {
  let candidates = [...versions];
  while (candidates.length > 2) {
    const middle = Math.floor(candidates.length / 2);
    const version = candidates[middle] ?? "";
    const verdict = await doesPass(version);
    if (verdict === undefined) candidates = candidates.filter((each) => each !== version);
    else candidates = verdict ? candidates.slice(middle) : candidates.slice(0, middle + 1);
  }
  return candidates.at(-1) ?? "";
}
