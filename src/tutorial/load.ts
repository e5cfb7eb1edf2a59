import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Hint } from "../azure/hint.ts";
import { exitCodes, messageOf, SurestepError } from "../errors.ts";
import { fillPlaceholders } from "./as-written.ts";
import { splitCommand } from "./command.ts";
import { lintTutorial } from "./lint.ts";
import { loadImplementation } from "./load-implementation.ts";
import type { PlatformWords } from "./platform.ts";
import { readYaml, type YamlFile } from "./read-yaml.ts";
import { platformNames, tutorialSchema, type CommandConfig, type StepConfig } from "./schema.ts";
import type { StepImplementation } from "./step.ts";
import type { Command, Tutorial, TutorialStep } from "./tutorial.ts";
import { filesOfSteps, readTutorialFile, refuseOutside } from "./tutorial-files.ts";

/** The platforms that a tutorial may name. */
export type Platforms = Readonly<Record<(typeof platformNames)[number], PlatformWords>>;

/**
 * Loads a tutorial: `tutorial.yaml`, and beside it `steps/<id>.ts` for each step that says more than its declarations.
 * @param file path of `tutorial.yaml`
 * @param load loads the TypeScript of a step, which runs what stands in it
 * @throws SurestepError (exit code 2) naming file, line and column for whatever is wrong with it
 */
export async function loadTutorial(
  file: string,
  platforms: Platforms,
  load: (file: string) => Promise<StepImplementation> = loadImplementation,
): Promise<Tutorial> {
  const yaml = readYaml(file);
  const platform = platforms[platformOf(yaml.value)];
  const read = tutorialSchema(platform.kinds).safeParse(yaml.value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw yaml.errorAt(issue?.path ?? [], issue?.message ?? "not a tutorial");
  }
  const config = read.data;
  const folder = join(dirname(file), "steps");
  const files = filesOfSteps(folder);
  const hash = hashOf([file, ...files]);
  for (const each of files) refuseOutside(dirname(file), each);
  if (config.article.seen !== undefined) refuseOutside(dirname(file), join(dirname(file), config.article.seen));
  const source: Source = { yaml, load, folder, placeholders: config.article.placeholders, hints: platform.hints };
  const steps = await Promise.all(config.steps.map((step, index) => joinStep(source, step, index)));
  const tutorial: Tutorial = { ...config, steps, hash };
  refuseStrayFiles(files, tutorial);
  const [problem] = lintTutorial(tutorial, platform);
  if (problem !== undefined) throw yaml.errorAt(problem.path, problem.sentence);
  return tutorial;
}

function platformOf(value: unknown): keyof Platforms {
  const named = typeof value === "object" && value !== null && "platform" in value ? value.platform : undefined;
  return platformNames.find((name) => name === named) ?? "azure";
}

interface Source {
  yaml: YamlFile;
  load: (file: string) => Promise<StepImplementation>;
  folder: string;
  placeholders: Readonly<Record<string, string>>;
  hints: readonly Hint[];
}

async function joinStep(source: Source, step: StepConfig, index: number): Promise<TutorialStep> {
  const { yaml, load, folder, placeholders } = source;
  const path = ["steps", index];
  const file = join(folder, `${step.id}.ts`);
  const asWritten = (step.article?.asWritten ?? []).map((command, at) => {
    const place = [...path, "article", "as-written", at];
    const filled = fillPlaceholders(command.command, placeholders, (name) =>
      yaml.errorAt(place, `article.placeholders does not say what <${name}> is`),
    );
    return splitAt(yaml, place, { ...command, command: filled });
  });
  return {
    ...step,
    number: index + 1,
    run: step.run.map((command, at) => splitAt(yaml, [...path, "run", at], command)),
    hints: step.hints.map((hint, at) => hintOf(source, [...path, "hints", at], hint)),
    asWritten,
    implementation: existsSync(file) ? await load(file) : {},
  };
}

function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readTutorialFile(file)).update("\0");
  return hash.digest("hex");
}

function hintOf({ yaml, hints }: Source, path: (string | number)[], hint: StepConfig["hints"][number]): Hint {
  if (typeof hint !== "string") return { ...hint, id: hint.when.source, text: hint.when };
  const known = hints.find(({ id }) => id === hint);
  if (known === undefined) throw yaml.errorAt(path, `the catalogue has no hint '${hint}'`);
  return known;
}

function splitAt(yaml: YamlFile, path: (string | number)[], { command, ...rest }: CommandConfig): Command {
  try {
    return { ...rest, line: command, words: splitCommand(command) };
  } catch (error) {
    throw yaml.errorAt(path, messageOf(error));
  }
}

/** A step's file that no step names was forgotten, or its step's id is misspelt. */
function refuseStrayFiles(files: readonly string[], tutorial: Tutorial): void {
  const known = new Set(tutorial.steps.map((step) => `${step.id}.ts`));
  const stray = files.find((file) => !known.has(basename(file)));
  if (stray === undefined) return;
  throw new SurestepError(`${stray} belongs to no step of the tutorial.`, {
    hint: `Add a step with the id '${basename(stray, ".ts")}', or remove the file.`,
    exitCode: exitCodes.badInput,
  });
}
