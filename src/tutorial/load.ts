import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { hints } from "../azure/hint-catalogue.ts";
import type { Hint } from "../azure/hint.ts";
import { exitCodes, SurestepError } from "../errors.ts";
import { splitCommand } from "./command.ts";
import { lintTutorial } from "./lint.ts";
import { fillPlaceholders } from "./as-written.ts";
import { readYaml, type YamlFile } from "./read-yaml.ts";
import { tutorialSchema, type CommandWords, type StepWords } from "./schema.ts";
import type { Step } from "./step.ts";
import type { Command, Tutorial, TutorialStep } from "./tutorial.ts";

/**
 * Loads a tutorial: the words, and beside them `steps/<id>.ts` for each step.
 * @param file path of `tutorial.yaml`
 * @throws SurestepError (exit code 2) naming file, line and column for whatever is wrong with it
 */
export async function loadTutorial(file: string): Promise<Tutorial> {
  const yaml = readYaml(file);
  const read = tutorialSchema.safeParse(yaml.value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw yaml.errorAt((issue?.path ?? []) as (string | number)[], issue?.message ?? "not a tutorial");
  }
  const words = read.data;
  const folder = join(dirname(file), "steps");
  const { placeholders } = words.article;
  const steps = await Promise.all(
    words.steps.map((step, index) => joinStep(yaml, { folder, placeholders }, step, index)),
  );
  const tutorial: Tutorial = { ...words, steps };
  refuseStrayFiles(folder, tutorial);
  const [problem] = lintTutorial(tutorial);
  if (problem !== undefined) throw yaml.errorAt(problem.path, problem.sentence);
  return tutorial;
}

async function joinStep(
  yaml: YamlFile,
  { folder, placeholders }: { folder: string; placeholders: Readonly<Record<string, string>> },
  step: StepWords,
  index: number,
): Promise<TutorialStep> {
  const path = ["steps", index];
  const file = join(folder, `${step.id}.ts`);
  if (!existsSync(file)) throw yaml.errorAt([...path, "id"], `the step '${step.id}' has no file ${file}`);
  const module: { default: Step } = await import(pathToFileURL(file).href);
  const split = (key: "run" | "undo") => step[key].map((command, at) => splitAt(yaml, [...path, key, at], command));
  const asWritten = (step.article?.["as-written"] ?? []).map((command, at) => {
    const place = [...path, "article", "as-written", at];
    const filled = fillPlaceholders(command.command, placeholders, (name) =>
      yaml.errorAt(place, `article.placeholders does not say what <${name}> is`),
    );
    return splitAt(yaml, place, { ...command, command: filled });
  });
  const hintsOfStep = step.hints.map((hint, at) => hintOf(yaml, [...path, "hints", at], hint));
  return {
    ...step,
    number: index + 1,
    run: split("run"),
    undo: split("undo"),
    hints: hintsOfStep,
    asWritten,
    deeds: module.default,
  };
}

function hintOf(yaml: YamlFile, path: (string | number)[], hint: StepWords["hints"][number]): Hint {
  if (typeof hint !== "string") return { ...hint, id: hint.when, text: new RegExp(hint.when) };
  const known = hints.find(({ id }) => id === hint);
  if (known === undefined) throw yaml.errorAt(path, `the catalogue has no hint '${hint}'`);
  return known;
}

function splitAt(yaml: YamlFile, path: (string | number)[], { command, ...rest }: CommandWords): Command {
  try {
    return { ...rest, line: command, words: splitCommand(command) };
  } catch (error) {
    throw yaml.errorAt(path, (error as Error).message);
  }
}

/** A step's file that no step names was forgotten, or its step's id is misspelt. */
function refuseStrayFiles(folder: string, tutorial: Tutorial): void {
  const known = new Set(tutorial.steps.map((step) => `${step.id}.ts`));
  const stray = readdirSync(folder).find((name) => name.endsWith(".ts") && !known.has(name));
  if (stray === undefined) return;
  throw new SurestepError(`${join(folder, stray)} belongs to no step of the tutorial.`, {
    hint: `Add a step with the id '${basename(stray, ".ts")}', or remove the file.`,
    exitCode: exitCodes.badInput,
  });
}
