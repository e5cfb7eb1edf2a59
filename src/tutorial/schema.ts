import { z } from "zod";

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*$/, "a name is made of letters and digits and starts with a letter");

const input = z.strictObject({
  about: z.string(),
  /** May use `${runId}` and `${random}`, and inputs above it. */
  default: z.string(),
  /** A regular expression that the whole value must match; `rule` says it in words. */
  pattern: z.string().optional(),
  rule: z.string().optional(),
  /** What the article takes for it; may use `${runId}`. */
  "as-written": z.string().optional(),
  "one-of": z.array(z.string()).nonempty().optional(),
  secret: z.boolean().default(false),
});

const capture = z.strictObject({
  /** Names of the JSON output's property, the first that is there: versions of az differ. A dot goes deeper. */
  json: z.array(z.string()).nonempty().optional(),
  /** Or a regular expression over the output; its first group is the value. */
  text: z.string().optional(),
  secret: z.boolean().default(false),
});

const longCommand = z.strictObject({
  command: z.string(),
  /** Run it only when this observation is not empty. */
  when: name.optional(),
  stdin: z.string().optional(),
  /** For az commands that take minutes: they have the flag `--no-wait`. */
  "can-be-left-alone": z.boolean().default(false),
  /** The exit code that it ends with when all is well: `az … show` of something that is to be gone says 3. */
  "exit-code": z.number().optional(),
  /** In which line of the article it stands. */
  "article-line": z.number().optional(),
  /** An answer that the reader gives when the command asks; `--yes` gives it where nobody can be asked. */
  answer: z.literal("y").optional(),
  /** A failure whose output matches is known rot of the article: a finding, not a failure. */
  "finding-when": z.strictObject({ output: z.string(), say: z.string() }).optional(),
  capture: z.record(name, capture).default({}),
});

const command = z
  .union([z.string(), longCommand], { error: "a command is a line of text, or a map with 'command'" })
  .transform((given) => (typeof given === "string" ? longCommand.parse({ command: given }) : given));

const duration = z
  .string()
  .regex(/^\d+(s|m)$/, "a duration is a number with s or m, such as 30s or 10m")
  .transform((text) => Number.parseInt(text, 10) * (text.endsWith("m") ? 60_000 : 1000));

const hint = z.union(
  [
    z.string(),
    z.strictObject({
      /** A regular expression over the error's code and text. */
      when: z.string(),
      cause: z.string(),
      remedy: z.string(),
      source: z.string(),
    }),
  ],
  { error: "a hint is a name from the catalogue, or a map with when, cause, remedy and source" },
);

const step = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "a step's id is made of lower-case letters, digits and hyphens"),
  title: z.string(),
  text: z.string(),
  /** Ids of the steps before it without which it cannot be done. */
  needs: z.array(z.string()).default([]),
  run: z.array(command).default([]),
  undo: z.array(command).default([]),
  /** Undoes all steps before it, last first; its own `run` stays empty. */
  "cleans-up": z.boolean().default(false),
  /** How long it typically takes against the real Azure. */
  takes: duration.optional(),
  /** How long its checks may take to hold (milliseconds), because Azure tells its own parts late. */
  settle: duration.default(60_000),
  /** How long its undoing may take until everything is proved gone. */
  "gone-within": duration.default(120_000),
  /** A later step that ends what this one did: from then on it is not verified again. */
  until: z.string().optional(),
  article: z
    .strictObject({
      heading: z.string(),
      /** Further headings whose code goes into this step's program. */
      also: z.array(z.string()).optional(),
      /** Code added at the end of the article's, where it shows nothing of what it did and a verification needs it. */
      adds: z.string().optional(),
      "as-written": z.array(command).default([]),
      differs: z.string().optional(),
    })
    .optional(),
  /** What is known to go wrong: names from the catalogue in `src/azure/hint-catalogue.ts`, or hints of the tutorial's own. */
  hints: z.array(hint).default([]),
});

/** What `tutorial.yaml` may hold. Unknown keys are errors: a misspelt one would be ignored without a word. */
export const tutorialSchema = z.strictObject({
  title: z.string(),
  about: z.string(),
  article: z.strictObject({
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
  inputs: z.record(name, input),
  steps: z.array(step).nonempty(),
});

export type TutorialWords = z.infer<typeof tutorialSchema>;
export type StepWords = TutorialWords["steps"][number];
export type CommandWords = StepWords["run"][number];
export type InputWords = TutorialWords["inputs"][string];
