/** Reads `--tags a=b c` as az does: a name without `=` has an empty value, and `--tags ""` means none. */
export function readTags(given: readonly string[] | undefined): Record<string, string> | undefined {
  if (given === undefined) return undefined;
  const pairs = given
    .filter((pair) => pair !== "")
    .map((pair) => [pair.replace(/=.*/s, ""), /=(.*)/s.exec(pair)?.[1] ?? ""]);
  return Object.fromEntries(pairs);
}
