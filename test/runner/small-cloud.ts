import type { Az, AzResult } from "../../src/azure/az.ts";
import type { Account } from "../../src/tutorial/platform.ts";

/** What there is in a small cloud. */
export interface Thing {
  name: string;
  /** What the cloud made up: the first thing of the name "box" is `box-1`, whatever it is called later. */
  identity: string;
  state: "live" | "deleted";
  colour: string;
  /** Who made it, as far as the cloud tells, and when (ISO 8601). */
  createdBy: string | undefined;
  createdAt: string;
  /** The run that marked it. */
  runId?: string;
  /** The identity of the thing in which it lies. */
  inside?: string;
  labels: string[];
  /** Until when nobody can purge it once it is deleted (ISO 8601). */
  until?: string;
  /** For how many looks it is not listed at all. */
  unlisted?: number;
}

/** A cloud of things that can be created, deleted and purged, with an az of its own. */
export interface SmallCloud {
  az: Az;
  /** What there is, the oldest first. Several things may have one name. */
  things: Thing[];
  /** The commands that az was given, in order. */
  calls: string[];
  /** Standard error of the commands that are to fail, by the command's beginning. */
  failing: Map<string, string>;
  /** What others do while a command runs, by the command's beginning. */
  meanwhile: Map<string, () => void>;
  /** Who is signed in, and where. */
  account: Account;
  /** How often it was looked at. */
  looks: number;
  /** What happens at a look, told which one it is: it may hang, or fail. */
  onLook?: (look: number) => Promise<void> | void;
  /** For how many looks a thing that was just deleted is not listed. */
  unlistedLooks: number;
  /** Whether a name is free again; left out, nobody can be asked. */
  isNameFree?: (name: string) => boolean;
  /** Makes a thing past every run: long before them, by somebody else, unless it is said otherwise. */
  put(name: string, more?: Partial<Thing>): Thing;
  /** Makes the things of a name vanish. */
  take(name: string): void;
  /** The names of what there is, deleted or not. */
  names(): string[];
}

/** When every small clock begins, and so when a run's own things are made. */
export const begin = "2026-01-01T00:00:00Z";

/** Of a thing that the signed-in identity makes while a run goes on, such as by a command that the reader types. */
export const mine = { createdBy: "me", createdAt: begin } as const;

/**
 * `az thing create --name … [--colour …] [--mark …] [--in …] [--until …] | delete --id … | purge --id … | paint --name … --colour … |
 * show`, where `--name` does for `--id`, and `az label create | remove --name <thing>/<label>`. Creating a thing prints its ID and a password; deleting and purging
 * succeed whatever is there.
 */
export function smallCloud(): SmallCloud {
  const counts = new Map<string, number>();
  const named = (name: string): Thing[] => cloud.things.filter((each) => each.name === name);
  const cloud: SmallCloud = {
    ...{ things: [], calls: [], failing: new Map(), meanwhile: new Map(), looks: 0, unlistedLooks: 0 },
    account: { tenantId: "home", subscriptionId: "mine", userId: "u1", userName: "me" },
    put(name, more = {}) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const usual = {
        state: "live" as const,
        colour: "grey",
        labels: [],
        createdBy: "you",
        createdAt: "2020-01-01T00:00:00Z",
      };
      const made: Thing = { name, identity: `${name}-${count}`, ...usual, ...more };
      cloud.things.push(made);
      return made;
    },
    take: (name) => remove(cloud, named(name)),
    names: () => cloud.things.map(({ name }) => name),
    async az(args) {
      const line = args.join(" ");
      cloud.calls.push(line);
      for (const [beginning, act] of cloud.meanwhile) if (line.startsWith(beginning)) act();
      const failure = [...cloud.failing].find(([beginning]) => line.startsWith(beginning));
      if (failure !== undefined) return failed(failure[1]);
      return succeeded(args[0] === "label" ? label(cloud, args) : thing(cloud, args));
    },
  };
  return cloud;
}

function thing(cloud: SmallCloud, args: readonly string[]): unknown {
  const { name, id, colour, mark, until: keepsUntil, in: holder } = flagsOf(args);
  const own = cloud.things.filter((each) => (id === undefined ? each.name === name : each.identity === id));
  if (args[1] === "delete") {
    for (const each of own) Object.assign(each, { state: "deleted", labels: [], unlisted: cloud.unlistedLooks });
    remove(
      cloud,
      cloud.things.filter(({ inside }) => own.some(({ identity }) => identity === inside)),
    );
  }
  if (args[1] === "purge")
    remove(
      cloud,
      own.filter((each) => each.state === "deleted" && each.until === undefined),
    );
  if (args[1] === "paint") for (const each of own) each.colour = colour ?? "";
  if (args[1] === "show") return { id: own[0]?.identity ?? `id-of-${name}`, password: passwordOf(name ?? "") };
  if (args[1] !== "create" || name === undefined) return {};
  const inside = cloud.things.find((each) => each.name === holder)?.identity;
  const { identity } = cloud.put(name, {
    ...{ createdBy: cloud.account["userName"] ?? "", createdAt: begin },
    ...(colour === undefined ? {} : { colour }),
    ...(mark === undefined ? {} : { runId: mark }),
    ...(inside === undefined ? {} : { inside }),
    ...(keepsUntil === undefined ? {} : { until: keepsUntil }),
  });
  return { id: identity, password: passwordOf(name) };
}

function label(cloud: SmallCloud, args: readonly string[]): unknown {
  const [name, word = ""] = flagsOf(args)["name"]?.split("/") ?? [];
  for (const each of cloud.things.filter((one) => one.name === name)) {
    each.labels = each.labels.filter((other) => other !== word);
    if (args[1] === "create") each.labels.push(word);
  }
  return {};
}

function remove(cloud: SmallCloud, things: readonly Thing[]): void {
  for (const each of things) cloud.things.splice(cloud.things.indexOf(each), 1);
}

/** `--name box` → `{ name: "box" }`. */
function flagsOf(args: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(args.flatMap((word, at) => (word.startsWith("--") ? [[word.slice(2), args[at + 1]]] : [])));
}

/** A small cloud whose commands end only when they are told to. */
export interface SlowCloud extends SmallCloud {
  /** The same things, without the waiting. */
  behind: SmallCloud;
  /** The commands that have begun and not ended, in the order in which they began. */
  underWay(): string[];
  /** Lets a command end that is under way or begins soon. */
  end(line: string): Promise<void>;
}

/** @param cloud whose things they are */
export function slowCloud(cloud: SmallCloud = smallCloud()): SlowCloud {
  const waiting = new Map<string, () => void>();
  return {
    ...cloud,
    behind: cloud,
    async az(args) {
      const line = args.join(" ");
      await new Promise<void>((resolve) => waiting.set(line, resolve));
      waiting.delete(line);
      return cloud.az(args);
    },
    underWay: () => [...waiting.keys()],
    async end(line) {
      await until(() => waiting.has(line));
      waiting.get(line)?.();
      await until(() => !waiting.has(line));
    },
  };
}

/** The password that a thing is created with. */
export function passwordOf(name: string): string {
  return `Pass~of+${name}/7`;
}

function succeeded(output: unknown): AzResult {
  return { exitCode: 0, stdout: JSON.stringify(output), stderr: "", milliseconds: 1, error: undefined };
}

/** The runner reads the code and the sentence from the standard error itself. */
function failed(stderr: string): AzResult {
  return { exitCode: 1, stdout: "", stderr, milliseconds: 1, error: { code: undefined, message: stderr } };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
