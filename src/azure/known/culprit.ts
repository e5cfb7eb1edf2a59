import { fileURLToPath } from "node:url";

/**
 * Whose code threw an error: Azure's SDK, which could not make sense of an answer; Surestep; or the author of a tutorial,
 * at a place such as `/tutorial/steps/one.ts:12`.
 */
export type Culprit = { who: "sdk" | "surestep" } | { who: "author"; place: string };

/** Where our own code lies. */
const own = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Finds in an error's stack whose code threw it: the first place in it that is neither Node's own nor a package's. Only a
 * TypeError that is thrown in the SDK is the SDK's: its other errors are about how it was called.
 */
export function culpritOf(error: unknown): Culprit {
  const places = error instanceof Error ? placesIn(error.stack ?? "") : [];
  if (error instanceof TypeError && /[\\/]node_modules[\\/](?:@azure|@typespec)[\\/]/.test(places[0] ?? "")) {
    return { who: "sdk" };
  }
  const place = places.find((each) => each.startsWith(own) || !/[\\/]node_modules[\\/]/.test(each));
  return place === undefined || place.startsWith(own) ? { who: "surestep" } : { who: "author", place };
}

/** The files of a stack with their lines, `/folder/file.ts:12`; what is Node's own has none. */
function placesIn(stack: string): string[] {
  return stack.split("\n").flatMap((line) => {
    const found = /^\s+at (?:.* \()?(?:async )?((?:file:\/\/)?\/[^()]*?|[A-Za-z]:\\[^()]*?):(\d+):\d+\)?$/.exec(line);
    if (found === null) return [];
    const [, file = "", number = ""] = found;
    return [`${file.startsWith("file:") ? fileURLToPath(file) : file}:${number}`];
  });
}
