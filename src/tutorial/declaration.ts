import { z } from "zod";
import { exitCodes, SurestepError } from "../errors.ts";
import type { Expectation, Kind, Resource } from "./resource.ts";
import { fill, namesIn } from "./template.ts";

/** What a step says of a resource: it makes it, changes it, or removes it. */
export type Verb = "makes" | "changes" | "removes";

/** A declaration as the tutorial has it, its `${placeholders}` not filled in. */
export interface Declaration {
  kind: string;
  /** What stands beside the kind's name. */
  named: string;
  /** What the kind may be told, in camel case. */
  properties: Readonly<Record<string, unknown>>;
  /** Holds only when each of these values is the given one. */
  when: Readonly<Record<string, string>>;
  /** The name of the value that is the resource's ID from then on. */
  as?: string | undefined;
  /** In which state the step leaves it; a removed one is deleted, or gone where its kind knows no such state. */
  state?: Resource["state"] | "gone" | undefined;
  /** That it stays when all is cleaned up, until when, and why. */
  survives?: { until: string; why: string } | undefined;
}

/** A declaration whose values are filled in: what to look for, and what each property is to be. */
export interface Declared {
  verb: Verb;
  kind: string;
  address: string;
  state: Resource["state"] | "gone";
  expected: Readonly<Record<string, Expectation>>;
  /** What else is expected of a new one. */
  usual: Readonly<Record<string, Expectation>>;
  as?: string | undefined;
  survives?: { until: string; why: string } | undefined;
}

/** The name of a value; none that every object of JavaScript has already, such as `constructor`. */
export const valueName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*$/, "a name is made of letters and digits and starts with a letter")
  .refine((name) => !(name in Object.prototype), "every object has something of that name: choose another one");

const common = z.strictObject({
  when: z.record(z.string(), z.string()).default({}),
  as: valueName.optional(),
  state: z.enum(["live", "deleted", "gone"]).optional(),
  survives: z.strictObject({ until: z.string(), why: z.string() }).optional(),
});

/**
 * The list of declarations under `makes`, `changes` or `removes`. Each is a map whose first key is a kind's name, beside
 * its address; the others are what can be said of that kind, in lower case with hyphens, and `when`, `as`, `state`,
 * `survives`.
 */
export function declarationsSchema(kinds: readonly Kind<never>[]) {
  const declaration = z.record(z.string(), z.unknown()).transform((raw, context): Declaration => {
    const [[kindName, named] = ["", undefined], ...rest] = Object.entries(raw);
    const kind = kinds.find(({ name }) => name === kindName);
    if (kind === undefined || typeof named !== "string") {
      const names = kinds.map(({ name }) => name).join(", ");
      const message =
        kind === undefined ? `'${kindName}' is no kind of resource: there are ${names}` : "a name is text";
      context.addIssue({ code: "custom", message, path: [kindName] });
      return z.NEVER;
    }
    const isCommon = ([key]: [string, unknown]): boolean => Object.hasOwn(common.shape, key);
    const shared = common.safeParse(Object.fromEntries(rest.filter(isCommon)));
    const own = rest.filter((entry) => !isCommon(entry)).map(([key, value]) => [camelCased(key), value] as const);
    const properties = kind.declaration.safeParse(Object.fromEntries(own));
    for (const { path, message } of [...(shared.error?.issues ?? []), ...(properties.error?.issues ?? [])]) {
      context.addIssue({ code: "custom", message, path: path.map((each, at) => (at === 0 ? kebabCased(each) : each)) });
    }
    if (!shared.success || !properties.success) return z.NEVER;
    return { kind: kind.name, named, properties: Object.fromEntries(own), ...shared.data };
  });
  return z.array(declaration).default([]);
}

/** The names of the values that a declaration uses, for the linter. */
export function valuesOf({ named, properties, when }: Declaration): string[] {
  return [...namesIn(JSON.stringify([named, properties])), ...Object.keys(when)];
}

/**
 * Fills in a declaration.
 * @param valueOf gives a value by its name; it throws for one that is not known yet
 * @returns undefined for one that does not apply to these values
 * @throws SurestepError (exit code 2) for a value that its kind does not take
 */
export function fillDeclaration(
  kinds: readonly Kind<never>[],
  verb: Verb,
  declaration: Declaration,
  valueOf: (name: string) => string,
): Declared | undefined {
  if (Object.entries(declaration.when).some(([name, value]) => valueOf(name) !== value)) return undefined;
  const kind = kinds.find(({ name }) => name === declaration.kind);
  if (kind === undefined) throw new Error(`there is no kind ${declaration.kind}`);
  const named = fill(declaration.named, valueOf);
  const read = kind.declaration.safeParse(fillDeep(declaration.properties, valueOf));
  if (!read.success) throw cannotBe(declaration.kind, named, read.error);
  const address = kind.addressOf(named, read.data);
  const given = kind.expected(read.data, named);
  return {
    ...{ verb, kind: kind.name, address, as: declaration.as, survives: declaration.survives },
    state: declaration.state ?? (verb === "removes" ? (kind.softDeletes ? "deleted" : "gone") : "live"),
    ...{ expected: given, usual: verb === "makes" ? kind.usual : {} },
  };
}

/** A value that may be a template until it is filled in, and is one of these then. */
export function oneOf<const T extends string>(values: readonly [T, ...T[]]) {
  const message = `it is one of ${values.join(", ")}`;
  return z.string().refine((text) => isTemplate(text) || values.some((value) => value === text), message);
}

/** A text that may be a template until it is filled in, and matches then; `rule` says what it has to be. */
export function textLike(pattern: RegExp, rule: string) {
  return z.string().refine((text) => isTemplate(text) || pattern.test(text), rule);
}

function isTemplate(text: string): boolean {
  return namesIn(text).length > 0;
}

function fillDeep(value: unknown, valueOf: (name: string) => string): unknown {
  if (typeof value === "string") return fill(value, valueOf);
  if (Array.isArray(value)) return value.map((each) => fillDeep(each, valueOf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fillDeep(each, valueOf)]));
}

function cannotBe(kind: string, named: string, { issues: [issue] }: z.ZodError): SurestepError {
  const where = issue?.path.map((each, at) => (at === 0 ? kebabCased(each) : String(each))).join(".");
  return new SurestepError(`The ${kind} '${named}' cannot be declared so: ${where}: ${issue?.message}.`, {
    hint: "Set the input that it comes from to another value, with --set <name>=<value>.",
    exitCode: exitCodes.badInput,
  });
}

function camelCased(key: string): string {
  return key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function kebabCased(key: PropertyKey): PropertyKey {
  return typeof key === "string" ? key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : key;
}
