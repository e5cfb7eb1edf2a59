import input from "@inquirer/input";
import password from "@inquirer/password";
import { translatePromptError } from "./key-prompt.ts";
import type { Screen } from "./screen.ts";

export interface ValueQuestion {
  message: string;
  /** Whether what is typed stays hidden. */
  secret: boolean;
  /** What Enter alone gives, where it is no secret. */
  known?: string;
  /** What is wrong with an answer, in a sentence: then it is asked again. */
  problemWith?(this: void, answer: string): string | undefined;
}

/**
 * Asks for a value that is typed.
 * @throws Interrupted on Ctrl-C, or when the signal is aborted
 */
export function askForValue(
  screen: Screen,
  { message, secret, known = "", problemWith }: ValueQuestion,
  signal: AbortSignal,
): Promise<string> {
  const context = { ...screen.streams, signal };
  const common = { message, theme: themeOf(screen), validate: (answer: string) => problemWith?.(answer) ?? true };
  return translatePromptError(
    secret ? password({ ...common, mask: "•" }, context) : input({ ...common, default: known }, context),
  );
}

/** The look of a question that is typed at: in the screen's colours, or in none. */
function themeOf({ style }: Screen) {
  return {
    prefix: { idle: style("blue", "?"), done: style("green", "✔") },
    style: {
      answer: (text: string) => style("cyan", text),
      message: (text: string) => style("bold", text),
      defaultAnswer: (text: string) => style("dim", `(${text})`),
      help: (text: string) => style("dim", text),
    },
  };
}
