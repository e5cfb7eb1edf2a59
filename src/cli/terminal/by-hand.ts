import input from "@inquirer/input";
import password from "@inquirer/password";
import { Secret } from "../../azure/secret.ts";
import type { PreparedStep } from "../../runner/prepare-step.ts";
import { runStep } from "../../runner/run-step.ts";
import type { StepOutcome } from "../../runner/step-outcome.ts";
import { startByHand, type ByHand } from "../../runner/start-by-hand.ts";
import { stepContext } from "../../runner/run.ts";
import { verifyOnce } from "../../runner/verify.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { watchChecks } from "./check-watch.ts";
import { translatePromptError } from "./key-prompt.ts";
import { nextCommands } from "./next-commands.ts";
import type { Screen } from "./screen.ts";
import type { Walk } from "./walk-parts.ts";

/**
 * Lets the reader type a step's commands in a terminal of their own: waits, verifies every few seconds, and goes on when
 * the checks hold. What only the reader can see, such as an ID that az prints, is asked for.
 */
export async function doByHand(parts: Walk, prepared: PreparedStep): Promise<StepOutcome | "stopped"> {
  const { screen, run, signal, place } = parts;
  const { step } = prepared;
  screen.prose("Type the commands in another terminal, in the shell that this opens there:");
  screen.print(`    ${nextCommands(run.id, place).shell}`);
  const attempt = await startByHand(run, prepared);
  if (attempt.exports) {
    screen.prose(`Surestep has written the variables for you. In your terminal: source ${run.folder.environment}`);
  }
  const discovered = await attempt.discover();
  const toTell = capturesOf(step).filter(({ name }) => !discovered.has(name));
  const look = async () => {
    await attempt.discover();
    return (await verifyOnce(step.deeds.verify, stepContext(run))).checks;
  };
  const watch = () => watchChecks({ look, seconds: 3, toTell: toTell.map(({ name }) => name) }, { screen, signal });
  let choice = await watch();
  for (; choice === "tell"; choice = await watch()) {
    for (const { name, isSecret } of toTell) await askForValue(parts, attempt, name, isSecret);
  }
  if (choice === "stop") return "stopped";
  if (choice === "solve") return runStep(run, prepared, screen.listStyle);
  return attempt.end(await verifyOnce(step.deeds.verify, stepContext(run)));
}

function capturesOf(step: TutorialStep): { name: string; isSecret: boolean }[] {
  return step.run.flatMap(({ capture }) =>
    Object.entries(capture).map(([name, { secret }]) => ({ name, isSecret: secret })),
  );
}

async function askForValue(
  { screen, run, signal }: Walk,
  { tell }: ByHand,
  name: string,
  isSecret: boolean,
): Promise<void> {
  const message = `${name}, from what your command printed (empty: it is not there yet)`;
  const known = run.values.plain.get(name) ?? "";
  const theme = themeOf(screen);
  const context = { ...screen.streams, signal };
  const value = await translatePromptError(
    isSecret ? password({ message, theme, mask: "•" }, context) : input({ message, theme, default: known }, context),
  );
  if (value !== "") tell(name, isSecret ? Secret.of(value) : value);
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
