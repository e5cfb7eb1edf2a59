import { Listr, type ListrTask } from "listr2";
import type { Command, TutorialStep } from "../tutorial/tutorial.ts";
import { listOptions, type ListStyle } from "./list-style.ts";
import { foldProgress, progressOf } from "./progress.ts";
import { applies } from "./run-command.ts";
import { stepContext, type Run } from "./run.ts";
import { verifyOnce, type Verification } from "./verify.ts";

/** What was found before a step's commands run. */
export interface PreparedStep {
  step: TutorialStep;
  /** What its verification said. It must not hold yet: one that holds before its step has run proves nothing. */
  before: Verification;
  /**
   * "pending": the commands are to be run. "done": an interrupted process had run them already. "proves-nothing": the
   * verification holds although nothing was run.
   */
  state: "pending" | "done" | "proves-nothing";
  observed: Record<string, string>;
  /** The commands that apply to what was observed. */
  commands: readonly Command[];
}

/** Looks at what is there, without changing anything: whether the step's promise holds already, and what it needs to know. */
export async function prepareStep(run: Run, step: TutorialStep, style: ListStyle): Promise<PreparedStep> {
  let before: Verification = { checks: [], holds: false, settled: 0 };
  let observed: Record<string, string> = {};
  const look: ListrTask = {
    title: "look at what is there",
    task: async (_, task) => {
      const context = stepContext(run);
      before = await verifyOnce(step.deeds.verify, context);
      if (!before.holds) observed = (await step.deeds.observe?.(context)) ?? {};
      task.title = before.holds ? "its checks hold already" : "its checks do not hold yet";
    },
  };
  if (!step["cleans-up"]) await new Listr([look], listOptions(style)).run();
  for (const [name, value] of Object.entries(observed)) run.values.set(name, value);
  // Only an intent says so: a step that was refused because it proves nothing has failed without ever being begun.
  const wasBegun = progressOf(foldProgress(run.journal.entries), step.id).mayExist;
  const state = !before.holds ? "pending" : wasBegun ? "done" : "proves-nothing";
  return { step, before, state, observed, commands: step.run.filter((command) => applies(run, command)) };
}
