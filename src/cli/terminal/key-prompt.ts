import { createPrompt, useKeypress, useState } from "@inquirer/core";
import { Interrupted } from "../../errors.ts";
import { plainText } from "../../plain-text.ts";
import type { Screen } from "./screen.ts";

/** A key and what it does, in a word or two. */
export interface Key<Answer extends string> {
  /** As the terminal names it: `return`, `q`. */
  key: string;
  /** As it is shown: `Enter`, `q`. */
  shown: string;
  does: string;
  answer: Answer;
}

interface KeyPrompt {
  keys: readonly Key<string>[];
  style(this: void, text: string): string;
}

const prompt = createPrompt<string, KeyPrompt>(({ keys, style }, done) => {
  const [chosen, choose] = useState<string | undefined>(undefined);
  useKeypress((event) => {
    const pressed = event.name === "enter" ? "return" : event.name;
    const found = keys.find(({ key }) => key === pressed);
    if (found === undefined) return;
    choose(found.does);
    done(found.answer);
  });
  return chosen === undefined
    ? keys.map(({ shown, does }) => `${style(shown)} ${plainText(does)}`).join("   ")
    : `› ${chosen}`;
});

/**
 * Shows keys and waits until one of them is pressed.
 * @throws Interrupted on Ctrl-C, or when the terminal is closed
 */
export async function askForKey<Answer extends string>(
  keys: readonly Key<Answer>[],
  { screen, signal }: { screen: Screen; signal: AbortSignal },
): Promise<Answer> {
  const asked = prompt({ keys, style: (text) => screen.style("bold", text) }, { ...screen.streams, signal });
  const answer = await translatePromptError(asked);
  return keys.find((key) => key.answer === answer)?.answer ?? unreachable(answer);
}

/**
 * Asks whether to go on.
 * @throws Interrupted when the reader does not want to
 */
export async function confirm(
  screen: Screen,
  { yes, no, signal }: { yes: string; no: string; signal: AbortSignal },
): Promise<void> {
  screen.print();
  const keys = [
    { key: "y", shown: "y", does: yes, answer: "yes" },
    { key: "q", shown: "q", does: no, answer: "no" },
  ];
  if ((await askForKey(keys, { screen, signal })) === "no") throw new Interrupted();
}

/** Turns a prompt's own way of saying that it was stopped into ours. */
export async function translatePromptError<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(error.name)) throw new Interrupted();
    throw error;
  }
}

function unreachable(answer: string): never {
  throw new Error(`no key answers ${answer}`);
}
