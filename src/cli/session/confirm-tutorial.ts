import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exitCodes, SurestepError } from "../../errors.ts";
import { planRun } from "../../runner/plan.ts";
import { asWritten } from "../../tutorial/as-written.ts";
import type { Io } from "../io.ts";
import { confirm } from "../terminal/key-prompt.ts";
import type { Screen } from "../terminal/screen.ts";
import { showPlan } from "../terminal/show-plan.ts";
import type { UnfinishedRun } from "./choose-run.ts";
import { readTutorialWords } from "./platforms.ts";

/** The tutorial that comes with Surestep. */
const shipped = fileURLToPath(new URL("../../../tutorial.yaml", import.meta.url));

/** The flags of `surestep tutorial` that matter here. */
export interface ConfirmTutorialFlags {
  /** Path of the tutorial's YAML file, as the reader said it. */
  tutorial: string;
  set: Readonly<Record<string, string>>;
  asWritten?: boolean;
  yes?: boolean;
}

export interface ConfirmTutorialOptions {
  io: Io;
  screen: Screen;
  /** The id that a new run would have. */
  id: string;
  unfinished: UnfinishedRun | undefined;
  signal: AbortSignal;
}

/**
 * Shows what a tutorial that does not come with Surestep is going to run, and asks for it, before any of its code is
 * loaded. A run of the same tutorial, to the letter, that is gone on with was asked for before.
 * @throws SurestepError (exit code 2) where nobody can be asked, and Interrupted where the reader does not want it
 */
export async function confirmTutorial(flags: ConfirmTutorialFlags, options: ConfirmTutorialOptions): Promise<void> {
  const { io, screen, id, unfinished, signal } = options;
  const { tutorial: file } = flags;
  const path = resolve(io.cwd, file);
  if (flags.yes === true || (existsSync(path) && realpathSync(path) === realpathSync(shipped))) return;
  const words = await readTutorialWords(io, file);
  const tutorial = (unfinished?.asWritten ?? flags.asWritten === true) ? asWritten(words) : words;
  if (unfinished?.progress.run?.tutorial.hash === tutorial.hash) return;
  if (!screen.isInteractive) {
    throw new SurestepError(`${file} does not come with Surestep, and nobody is here to be asked whether to run it.`, {
      hint: "'surestep plan' shows what it would run. To have it run, say so with --yes.",
      exitCode: exitCodes.badInput,
    });
  }
  // What is secret is masked in any case, and may have to be read from somewhere first.
  const set = Object.entries(flags.set).filter(([name]) => words.inputs[name]?.secret !== true);
  const plan = planRun(tutorial, Object.fromEntries(set), unfinished?.id ?? id);
  screen.prose(`${path} does not come with Surestep. It is going to run these commands, and the code in its steps:`);
  showPlan(screen, tutorial, plan);
  await confirm(screen, { yes: "run it", no: "stop: nothing was run", signal });
}
