import type { Identifiers } from "./identifiers.ts";

/** Where an answer of the simulator is not what was recorded. A side that has nothing there is undefined. */
export interface Difference {
  /** Such as `status`, `header location` or `body.properties.sku.name`. */
  at: string;
  recorded: unknown;
  simulated: unknown;
}

/** Members that hold what nobody can know beforehand. */
const random = new Set(["secretText", "hint", "key", "n", "x", "y", "x5t", "cer", "csr", "iv", "tag"]);
const day = 86_400_000;

/**
 * Holds a body against the recorded one: keys, types, and values that are not random or a time. Made-up identifiers are
 * matched, times may be a day apart, and lists are sets: real services give them in any order.
 */
export function compareBodies(recorded: unknown, simulated: unknown, identifiers: Identifiers): Difference[] {
  return compare("body", recorded, simulated);

  function compare(at: string, theirs: unknown, ours: unknown): Difference[] {
    if (Array.isArray(theirs) && Array.isArray(ours)) return compareLists(at, theirs, ours);
    if (isObject(theirs) && isObject(ours)) {
      // What a key made of something differs with the key; it may be sent back, to be undone or verified.
      if ("kid" in theirs && isText(theirs["value"]) && isText(ours["value"])) {
        identifiers.learnText(theirs["value"], ours["value"]);
      }
      const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
      return [...names].flatMap((name) => compare(`${at}.${name}`, theirs[name], ours[name]));
    }
    return isSame(at, theirs, ours) ? [] : [{ at, recorded: theirs, simulated: ours }];
  }

  function compareLists(at: string, theirs: unknown[], ours: unknown[]): Difference[] {
    const left = [...ours];
    const differences: Difference[] = [];
    theirs.forEach((each, index) => {
      const same = left.findIndex((candidate) => nameOf(candidate) === translated(nameOf(each)));
      const taken = same === -1 ? left.findIndex((candidate) => !isNamed(candidate, theirs)) : same;
      const [mine] = taken === -1 ? [] : left.splice(taken, 1);
      differences.push(...compare(`${at}[${index}]`, each, mine));
    });
    return [...differences, ...left.map((mine) => ({ at: `${at}[]`, recorded: undefined, simulated: mine }))];
  }

  /** Whether one of the recorded items is this one by name: it must not be taken for another. */
  function isNamed(mine: unknown, theirs: readonly unknown[]): boolean {
    return theirs.some((each) => translated(nameOf(each)) === nameOf(mine));
  }

  function translated(name: string): string {
    return identifiers.translate(name).toLowerCase();
  }

  function isSame(at: string, theirs: unknown, ours: unknown): boolean {
    if (theirs === ours) return true;
    if (typeof theirs === "number" && typeof ours === "number")
      return isSecond(theirs) && near(theirs * 1000, ours * 1000);
    if (typeof theirs !== "string" || typeof ours !== "string") return false;
    const name = at.replace(/^.*\./, "");
    if (random.has(name) || theirs === "Sanitized" || identifiers.translate(theirs) === ours) return true;
    if (isTime(theirs) && isTime(ours)) return near(Date.parse(theirs), Date.parse(ours));
    if (/^(@odata\.)?nextLink$/.test(at.slice("body.".length))) {
      identifiers.learnLink(theirs, ours);
      return withoutToken(theirs) === withoutToken(ours);
    }
    // A backup is the only value that is far longer than what could be said about it.
    if (name === "value" && isBlob(theirs) && isBlob(ours)) {
      identifiers.learnText(theirs, ours);
      return true;
    }
    return identifiers.match(theirs, ours);
  }
}

/** What tells an item of a list from its neighbours. */
function nameOf(item: unknown): string {
  if (!isObject(item)) return String(item).toLowerCase();
  const names = ["id", "kid", "keyId", "objectId", "resourceAppId", "name", "uri", "value"];
  const name = names.map((each) => item[each]).find((value) => typeof value === "string");
  return (name ?? JSON.stringify(item)).toLowerCase();
}

function withoutToken(link: string): string {
  const url = new URL(link);
  url.searchParams.set("$skiptoken", "*");
  url.searchParams.sort();
  return url.href;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isBlob(text: string): boolean {
  return text.length > 200 && /^[\w-]+$/.test(text);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/.test(text);
}

/** Whether a number is a time of our days in seconds. */
function isSecond(value: number): boolean {
  return value > 1_200_000_000 && value < 3_000_000_000;
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= day;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
