import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { RunFolder } from "../runner/state/folder.ts";
import type { State } from "../simulator/state.ts";

/** What of a simulator's state nobody can observe: what signs tokens, and what is under way. */
const unobservable = new Set(["signingKey", "deviceCodes", "operations"]);

/** What the services make up besides IDs, by the name of the property. */
const madeUp = new Set(["secretText", "hint"]);

/**
 * Everything that a step can change, as a text that is the same where the same was done: the whole state of the simulated
 * Azure, the environment file and the project's files. What is made up (IDs, versions, passwords) is replaced by the order
 * in which it appears, and times by their distance from the begin of the run, to the hour.
 * @param times when the run began, and what time it is, in milliseconds since the epoch
 */
export function observe(
  state: State | undefined,
  folder: RunFolder,
  { begin, now }: { begin: number; now: number },
): string {
  const files = [folder.environment, ...filesIn(folder.project)].filter((file) => existsSync(file));
  const contents = files.map((file) => [relative(folder.path, file), digestOf(file, folder)]);
  return withoutMadeUp(
    JSON.stringify({ state, files: contents }, (key, value: unknown) => plain(key, value, now)),
    begin,
  );
}

function plain(key: string, given: unknown, now: number): unknown {
  const there = Array.isArray(given) ? given.filter((item: unknown) => !isGone(item, now)) : given;
  // Of a deleted secret no service lists the versions.
  const value = key === "secret" && isVersioned(there) ? { ...there, versions: there.versions.slice(-1) } : there;
  // What was never set is as good as what is off.
  const isNothing = value === null || value === false || (Array.isArray(value) && value.length === 0);
  if (unobservable.has(key) || isNothing) return undefined;
  return madeUp.has(key) ? "made up" : value;
}

/** Whether a simulator has kept something whose end has come. */
function isGone(item: unknown, now: number): boolean {
  const hasEnd = typeof item === "object" && item !== null && "goneAt" in item;
  return hasEnd && typeof item.goneAt === "number" && item.goneAt <= now;
}

function isVersioned(value: unknown): value is { versions: unknown[] } {
  return typeof value === "object" && value !== null && "versions" in value && Array.isArray(value.versions);
}

/** A file's text where it is short; of a longer one its digest. */
function digestOf(file: string, { environment }: RunFolder): string {
  const bytes = readFileSync(file);
  if (file === environment) {
    // A password in it is another one each time.
    return bytes.toString().replaceAll(/(SECRET=)\S+~\S+/g, "$1made-up");
  }
  return bytes.length < 1000 ? bytes.toString() : createHash("sha256").update(bytes).digest("base64");
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name !== "package-lock.json")
    .toSorted()
    .flatMap((name) => {
      const path = join(folder, name);
      if (!statSync(path).isDirectory()) return [path];
      return name === "node_modules" ? packagesIn(path) : filesIn(path);
    });
}

/** Of each installed package its description, which names its version. */
function packagesIn(modules: string): string[] {
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  const scoped = names.flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((each) => join(name, each)) : [name],
  );
  return scoped.map((name) => join(modules, name, "package.json"));
}

const guid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b/gi;
const isoTime = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/g;
const epoch = /\b1[6-9]\d{8}(?:\d{3})?\b/g;

function withoutMadeUp(text: string, begin: number): string {
  const ids = new Map<string, number>();
  const hours = (time: number): string => `${Math.round((time - begin) / 3_600_000)} h`;
  return text
    .replaceAll(guid, (id) => {
      const known = ids.get(id.toLowerCase()) ?? ids.size;
      ids.set(id.toLowerCase(), known);
      return `id ${known}`;
    })
    .replaceAll(isoTime, (time) => hours(Date.parse(time.endsWith("Z") ? time : `${time}Z`)))
    .replaceAll(epoch, (time) => hours(Number(time) * (time.length === 10 ? 1000 : 1)));
}
