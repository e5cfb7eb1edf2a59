import type { ZodType } from "zod";

/** Plain data, as a journal holds it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One thing that exists, as its kind read it. No secret is in it: it is journalled and compared. */
export interface Resource {
  /** The name of its kind, such as `vault`. */
  kind: string;
  /** How the reader calls it, `surestep-x` or `surestep-x/mySecret`; case makes no difference. */
  address: string;
  /** What the service made up, telling it from another of the same address: an object ID, a creation time, a version. */
  identity: string;
  state: "live" | "deleted";
  /** All that can be declared and compared, in one spelling: lists sorted, regions and times written the same way. */
  properties: Readonly<Record<string, Json>>;
  /** How commands name it where the address does not do: a resource ID or an object ID. */
  id?: string;
  /** The identity of the resource with whose removal it goes too. */
  goesWith?: string;
  /** The identity of a resource that it is about, though it does not go with it by itself: who holds a role. */
  belongsTo?: string;
  /** ISO 8601. */
  createdAt?: string;
  /** Who made it and who changed it last, as far as the service tells: an object ID or a user name. */
  createdBy?: string;
  changedBy?: string;
  /** When it was changed last (ISO 8601), where the service tells by whom. */
  changedAt?: string;
  /** When a deleted one is purged by itself (ISO 8601). */
  until?: string;
  /** The run that marked it, and until when it is kept on purpose (ISO 8601). */
  runId?: string | undefined;
  keptUntil?: string;
}

/** What the reader may not look at: told, not guessed. */
export interface Unread {
  /** Such as "the secrets of the vault surestep-x". */
  what: string;
  /** What it takes to look: a role, a permission. */
  needs: string;
  /** The kind of resource that may be there unseen. */
  kind: string;
  /** The identity of the resource in which it may be; left out, anywhere. */
  within?: string;
}

export interface Survey {
  resources: Resource[];
  unread: Unread[];
}

/** What a survey has to look at, so that it has bounds in a large subscription. */
export interface Around {
  /** The addresses that the tutorial declares, filled in, by kind. */
  addresses: ReadonlyMap<string, readonly string[]>;
  /** What the run owns so far, as it was last seen. */
  owned: readonly Resource[];
  /** When the run began (ISO 8601). */
  since: string;
}

/** What a property is expected to be. */
export interface Expectation {
  /** For the reader: "7 days", "1 password". */
  words: string;
  holds(actual: Json): boolean;
}

/**
 * One kind of resource: how it is declared, read, told apart and removed. Adding a kind is one file and one row in its
 * platform's table.
 */
export interface Kind<Context = unknown, Declared = Record<string, unknown>> {
  /** As in YAML: `resource-group`. */
  name: string;
  /** What a tutorial may say of it beside its address; the keys in camel case, each value a template or what it fills in to. */
  declaration: ZodType<Declared>;
  /** Whether a deleted one can still be recovered, until it is purged. */
  softDeletes: boolean;
  /** Whether a deleted one keeps its name taken. */
  reservesName: boolean;
  /** Whether it is worth nothing without what it hangs on, as a policy: then it keeps nothing from being removed. */
  isAttachment: boolean;
  /** Milliseconds for which one that was just deleted may be listed neither as live nor as deleted. */
  unlistedFor?: number;
  /**
   * Reads what is declared, what is owned and what is around it, by few requests. What is not in its answer was not there:
   * a list was read to its end without it, or a service said so by the right code.
   * @throws for anything that leaves it unknown, except that the reader may not look, which is `unread`
   */
  survey(context: Context, around: Around): Promise<Survey>;
  /** The address of a declared one; `named` is what stands beside the kind's name. */
  addressOf(named: string, declared: Declared): string;
  /** What the given properties are to be; `named` is what stands beside the kind's name. */
  expected(declared: Declared, named: string): Record<string, Expectation>;
  /** What the other properties of a new one are, unless the tutorial says otherwise. */
  usual: Readonly<Record<string, Expectation>>;
  /** In one line without its state: `vault surestep-x (eastus, access policies, 7 days)`. */
  describe(resource: Resource): string;
  /** Commands, as arrays of words, for its next step: from live to deleted, from deleted to absent. None: only waiting helps. */
  removal(resource: Resource): string[][];
  /** Commands that mark one as kept on purpose, until then (ISO 8601); left out where what it hangs on is marked. */
  keep?(resource: Resource, until: string): string[][];
  /** Whether those commands take minutes, and have the flag `--no-wait`. */
  removalTakesMinutes?(resource: Resource): boolean;
}

/** Surveys of all kinds at once. */
export async function surveyAll<Context>(
  kinds: readonly Kind<Context>[],
  context: Context,
  around: Around,
): Promise<Survey> {
  const surveys = await Promise.all(kinds.map((kind) => kind.survey(context, around)));
  return {
    resources: surveys.flatMap(({ resources }) => resources),
    unread: surveys.flatMap(({ unread }) => unread),
  };
}

/** Expects a value, whatever the order of members. */
export function exactly(value: Json): Expectation {
  return { words: wordsFor(value), holds: (actual) => isSame(actual, value) };
}

/** Expects each value that is given. */
export function exactlyEach(values: Readonly<Record<string, Json | undefined>>): Record<string, Expectation> {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, exactly(value)] as const],
  );
  return Object.fromEntries(given);
}

/** Whether two values are the same; the order of an object's members makes no difference, that of a list does. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one) === canonical(other);
}

/** A value for the reader's eyes: `get, list`, `surestep=1-x`, `none`. */
export function wordsFor(value: Json | undefined): string {
  if (value === undefined || value === null || value === "") return "none";
  if (isList(value)) return value.map(wordsFor).join(", ") || "none";
  if (typeof value !== "object") return String(value);
  const members = Object.entries(value).map(([name, each]) => `${name}=${wordsFor(each)}`);
  return members.join(" ") || "none";
}

/** Whether two addresses or names are one; case makes no difference. */
export function isNamed(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_, each: Json) =>
    typeof each === "object" && each !== null && !isList(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
