import { messageOf } from "../errors.ts";
import { z } from "zod";
import { declarationsSchema, valueName } from "./declaration.ts";
import { parseDuration } from "./duration.ts";
import type { Kind } from "./resource.ts";
import { yamlObject } from "./yaml-object.ts";

/** A map by names of values. What is wrong with a name is said in its own words. */
function recordOf<T extends z.ZodType>(value: T) {
  return z.record(valueName, value, { error: wordKey });
}

const wordKey: z.core.$ZodErrorMap = (issue) => (issue.code === "invalid_key" ? issue.issues[0]?.message : undefined);

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, "an id is made of lower-case letters, digits and hyphens, and starts with a letter");

/** A regular expression, compiled when the tutorial is loaded: one that is wrong is an error with a place. */
function expression(flags: string, wrap: (source: string) => string = (source) => source) {
  return z.string().transform((source, context) => {
    try {
      return new RegExp(wrap(source), flags);
    } catch (error) {
      context.addIssue({ code: "custom", message: `this is no regular expression: ${messageOf(error)}` });
      return z.NEVER;
    }
  });
}

/** A duration such as `30s`, `10m` or `2h`, in milliseconds. */
const duration = z.string().transform((text, context) => {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  context.addIssue({ code: "custom", message: "a duration is a number with ms, s, m, h or d, such as 30s or 10m" });
  return z.NEVER;
});

const input = yamlObject({
  about: z.string(),
  /** May use `${runId}` and `${random}`, and inputs above it. Left out, the reader has to set it, or is asked. */
  default: z.string().optional(),
  /** A regular expression that the whole value must match; `rule` says it in words. */
  pattern: expression("u", (source) => `^(?:${source})$`).optional(),
  rule: z.string().optional(),
  /** What the article takes for it; may use `${runId}`. */
  "as-written": z.string().optional(),
  "one-of": z.array(z.string()).nonempty().optional(),
  secret: z.boolean().default(false),
});

const capture = yamlObject({
  /** Names of the JSON output's property, the first that is there: versions of az differ. A dot goes deeper. */
  json: z.array(z.string()).nonempty().optional(),
  /** Or a regular expression over the output; its first group is the value. */
  text: expression("m").optional(),
  secret: z.boolean().default(false),
});

const longCommand = yamlObject({
  command: z.string(),
  /** Run it only when each of these values is the given one, as in `{ access: rbac }`. */
  when: recordOf(z.string()).default({}),
  /** The kind of what it makes: run it only while what the step declares of that kind is not there. */
  makes: z.string().optional(),
  /** The kind of what it recovers: run it only when what the step declares of that kind is there, but deleted. */
  recovers: z.string().optional(),
  stdin: z.string().optional(),
  /** How long it may take; what takes longer is ended, and its step fails. Left out: ten times the step's `takes`. */
  timeout: duration.optional(),
  /** The exit code that it ends with when all is well: `az … show` of something that is to be gone says 3. */
  "exit-code": z.number().optional(),
  /** In which line of the article it stands. */
  "article-line": z.number().optional(),
  /** An answer that the reader gives when the command asks; `--yes` gives it where nobody can be asked. */
  answer: z.literal("y").optional(),
  /** A failure whose output matches is known of the article: a finding, in these words, and not a failure. */
  "known-issue": yamlObject({ output: expression(""), message: z.string() }).optional(),
  capture: recordOf(capture).default({}),
});

/** A command is a line of text, or a map with `command`. */
const command = z.unknown().transform((given, context): z.output<typeof longCommand> => {
  const read = longCommand.safeParse(typeof given === "string" ? { command: given } : given);
  if (read.success) return read.data;
  const isMap = typeof given === "object" && given !== null;
  const issues = isMap
    ? read.error.issues
    : [{ path: [], message: "a command is a line of text, or a map with 'command'" }];
  for (const { path, message } of issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

const ownHint = yamlObject({
  /** A regular expression over the error's code and text. */
  when: expression(""),
  cause: z.string(),
  remedy: z.string(),
  source: z.string(),
});

/** A hint is a name from the catalogue, or one of the tutorial's own. */
const hint = z.unknown().transform((given, context): string | z.output<typeof ownHint> => {
  if (typeof given === "string") return given;
  const read = ownHint.safeParse(given);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

const stepOf = (kinds: readonly Kind<never>[]) =>
  yamlObject({
    id: slug,
    title: z.string(),
    text: z.string(),
    /** Ids of the steps before it without which it cannot be done. Steps that do not need each other may run together. */
    needs: z.array(z.string()).default([]),
    run: z.array(command).default([]),
    /** What it makes, each with what was asked for, and nothing else. */
    makes: declarationsSchema(kinds),
    /** What it changes of what was there. */
    changes: declarationsSchema(kinds),
    /** What is deleted or gone when it has run. */
    removes: declarationsSchema(kinds),
    /** Removes all that the run made; its own `run` stays empty. */
    "cleans-up": z.boolean().default(false),
    /** How long it typically takes against the real Azure. */
    takes: duration.optional(),
    /** How long its checks may take to hold, because Azure tells its own parts late. */
    timeout: duration.default(60_000),
    /** A later step that ends what this one did: from then on it is not verified again. */
    "ended-by": z.string().optional(),
    article: yamlObject({
      heading: z.string(),
      /** Further headings whose code goes into this step's program. */
      also: z.array(z.string()).optional(),
      /** Code added at the end of the article's, where it shows nothing of what it did and a verification needs it. */
      adds: z.string().optional(),
      "as-written": z.array(command).default([]),
      differs: z.string().optional(),
    }).optional(),
    /** What is known to go wrong: names from the tables in `src/azure/known/`, or hints of the tutorial's own. */
    hints: z.array(hint).default([]),
  });

/** The platforms that tutorials can be written for. */
export const platformNames = ["azure", "local"] as const;

/**
 * What `tutorial.yaml` may hold. Unknown keys are errors: a misspelt one would be ignored without a word.
 * @param kinds those of the tutorial's platform
 */
export const tutorialSchema = (kinds: readonly Kind<never>[]) =>
  yamlObject({
    /** Names the tutorial in the journals of its runs, whatever its title becomes. */
    id: slug,
    title: z.string(),
    about: z.string(),
    /** Where its commands do something: in Azure, or on this machine alone. */
    platform: z.enum(platformNames).default("azure"),
    article: yamlObject({
      title: z.string(),
      link: z.string(),
      updated: z.string(),
      /** What stands in the article's angle brackets, and what the reader puts there. */
      placeholders: z.record(z.string(), z.string()).default({}),
      /** The article as the tutorial's author has seen it: a file, from this one's folder. What differs from it is new. */
      seen: z.string().optional(),
      /** What the article's code uses and never defines, and what the reader puts there. */
      variables: z.record(z.string(), z.string()).optional(),
      /** Languages and variants of the article that the tutorial leaves out, and why. */
      "leaves-out": z.record(z.string(), z.string()).optional(),
    }),
    inputs: recordOf(input),
    steps: z.array(stepOf(kinds)).nonempty(),
  });

/** `tutorial.yaml`, checked, with its keys in camel case and its durations in milliseconds. */
export type TutorialConfig = z.output<ReturnType<typeof tutorialSchema>>;
export type StepConfig = TutorialConfig["steps"][number];
export type CommandConfig = StepConfig["run"][number];
export type InputConfig = TutorialConfig["inputs"][string];
