import { exitCodes, SurestepError } from "../../errors.ts";
import { brokenRule } from "../../tutorial/inputs.ts";
import type { InputConfig } from "../../tutorial/schema.ts";
import { askForValue } from "./ask-for-value.ts";
import type { Screen } from "./screen.ts";

/**
 * Asks the reader for an input of the tutorial, hidden where it is secret, until the answer keeps its rule.
 * @throws SurestepError (exit code 2) where nobody can be asked, and says how else to set it; Interrupted on Ctrl-C
 */
export function askForInput(
  name: string,
  input: InputConfig,
  { screen, signal }: { screen: Screen; signal: AbortSignal },
): Promise<string> {
  if (!screen.isInteractive) throw nobodyToAsk(name, input);
  const problemWith = (answer: string): string | undefined => brokenRule(input, answer);
  return askForValue(screen, { message: `${name}, the ${input.about}`, secret: input.secret, problemWith }, signal);
}

function nobodyToAsk(name: string, { about, secret }: InputConfig): SurestepError {
  const ways = secret ? `--set ${name}=@file or --set ${name}=- for standard input` : `--set ${name}=…`;
  return new SurestepError(`The ${about} (${name}) is needed, and there is nobody to ask.`, {
    hint: `Set it: by the variable SURESTEP_SET_${name}, or by ${ways}.`,
    exitCode: exitCodes.badInput,
  });
}
