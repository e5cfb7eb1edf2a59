import { Secret } from "../../azure/secret.ts";
import { explainArticleFailure } from "../../runner/trial/article-failure.ts";
import type { Answer, Choice, Decide, Question } from "../../runner/decide.ts";
import type { Run } from "../../runner/run.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { askForValue } from "./ask-for-value.ts";
import { watchChecks } from "./check-watch.ts";
import type { WalkDrawing } from "./draw-walk.ts";
import { showFailure, showMore } from "./guide.ts";
import { askForKey, type Key } from "./key-prompt.ts";
import { nextCommands, type Place } from "./next-commands.ts";
import type { Screen } from "./screen.ts";
import { showArticleFailure } from "./show-article-failure.ts";

export interface AskOptions {
  screen: Screen;
  run: Run;
  drawing: WalkDrawing;
  /** Where runs are kept, as the reader said it. */
  place: Place;
  /** The reader types the commands of every step. */
  handsOn: boolean;
}

/** Makes what asks the reader in the terminal: by a key, or for what a command printed. */
export function askInTerminal(options: AskOptions): Decide {
  const { screen, run, drawing } = options;
  return async (question, signal) => {
    await drawing.atRest();
    const { step } = question.look;
    if (question.moment === "by hand") return watch(options, question, signal);
    if (question.moment === "before") {
      if (options.handsOn && question.choices.includes("by hand")) return "by hand";
      return ask(options, step, keysBefore(question.choices), signal);
    }
    showFailure(screen, run, step, question.outcome);
    if (run.asWritten) showArticleFailure(screen, step.id, await explainArticleFailure(run, step, question.outcome));
    screen.print();
    return ask(options, step, keysAfterFailure(question.choices, options.handsOn), signal);
  };
}

type KeyOrExplain = Key<Choice | "explain">;

const keys = {
  run: { key: "return", shown: "Enter", does: "run it", answer: "run" },
  "by hand": { key: "h", shown: "h", does: "by hand", answer: "by hand" },
  skip: { key: "s", shown: "s", does: "skip", answer: "skip" },
  explain: { key: "e", shown: "e", does: "explain more", answer: "explain" },
  stop: { key: "q", shown: "q", does: "stop here", answer: "stop" },
} as const;

function keysBefore(choices: readonly Choice[]): KeyOrExplain[] {
  return (["run", "by hand", "skip", "explain", "stop"] as const)
    .filter((each) => each === "explain" || choices.includes(each))
    .map((each) => keys[each]);
}

function keysAfterFailure(choices: readonly Choice[], handsOn: boolean): KeyOrExplain[] {
  const again = handsOn && choices.includes("by hand") ? "by hand" : "run";
  const byHand = choices.includes("by hand") ? [keys["by hand"]] : [];
  return [{ key: "r", shown: "r", does: "try again", answer: again }, ...byHand, keys.explain, keys.stop];
}

/** Asks for a key, again after each explanation. */
async function ask(
  { screen, run }: AskOptions,
  step: TutorialStep,
  choices: readonly KeyOrExplain[],
  signal: AbortSignal,
): Promise<Choice> {
  for (;;) {
    const choice = await askForKey(choices, { screen, signal });
    if (choice !== "explain") return choice;
    showMore(screen, run, step);
  }
}

/** Shows which checks hold while the reader types, until they all do or a key is pressed. */
async function watch(
  { screen, run, place }: AskOptions,
  { look, unknown }: Extract<Question, { moment: "by hand" }>,
  signal: AbortSignal,
): Promise<Answer> {
  screen.prose("Type the commands in another terminal, in the shell that this opens there:");
  screen.print(`    ${nextCommands(run.id, place).shell}`);
  if (look.commands.some(({ words }) => words[0] === "export")) {
    screen.prose(`Surestep has written the variables for you. In your terminal: source ${run.folder.environment}`);
  }
  const choice = await watchChecks(
    { run, step: look.step.id, unknown: unknown.map(({ name }) => name) },
    { screen, signal },
  );
  if (choice !== "values") return choice;
  const values = new Map<string, string | Secret>();
  for (const { name, secret } of unknown) {
    const message = `${name}, from what your command printed (empty: it is not there yet)`;
    const value = await askForValue(screen, { message, secret, known: run.values.plain.get(name) ?? "" }, signal);
    if (value !== "") values.set(name, secret ? Secret.of(value) : value);
  }
  return values;
}
