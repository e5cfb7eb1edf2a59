import { explainArticleFailure } from "../runner/article-failure.ts";
import { prepareStep, type PreparedStep } from "../runner/prepare-step.ts";
import { runStep, type StepOutcome } from "../runner/run-step.ts";
import type { Run } from "../runner/run.ts";
import { stepsThatNeed } from "../tutorial/needs.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import { doByHand } from "./by-hand.ts";
import { showCommands, showMore, showOutcome, showStep } from "./guide.ts";
import { askForKey, type Key } from "./key-prompt.ts";
import type { Screen } from "./screen.ts";
import { showArticleFailure } from "./show-article-failure.ts";

/** Who walks, and how. */
export interface Walk {
  screen: Screen;
  run: Run;
  signal: AbortSignal;
  /** The reader types the commands of every step. */
  handsOn: boolean;
}

/** How a walk ended: at its end, where the reader stopped it, or at a step that failed. */
export type WalkEnd = { state: "finished" } | { state: "stopped" | "failed"; step: TutorialStep };

type Choice = "run" | "by hand" | "skip" | "explain" | "stop";

/** Goes through steps, one after the other. Without a reader to ask, each is run, and the first failure ends it. */
export async function walk(parts: Walk, steps: readonly TutorialStep[]): Promise<WalkEnd> {
  for (const step of steps) {
    const end = await walkThroughStep(parts, step);
    if (end !== "goes on") return { state: end, step };
  }
  return { state: "finished" };
}

async function walkThroughStep(parts: Walk, step: TutorialStep): Promise<"goes on" | "stopped" | "failed"> {
  const { screen, run } = parts;
  showStep(screen, run, step);
  for (;;) {
    const prepared = await prepareStep(run, step, screen.listStyle);
    screen.print();
    showCommands(screen, run, prepared);
    const choice = await chooseBefore(parts, prepared);
    if (choice === "stop") return "stopped";
    if (choice === "skip") {
      run.journal.record({ type: "skipped", step: step.id });
      return "goes on";
    }
    const outcome = choice === "by hand" ? await doByHand(parts, prepared) : await carryOut(parts, prepared);
    if (outcome === "stopped") return "stopped";
    showOutcome(screen, run, step, outcome);
    if (outcome.state === "done") return "goes on";
    if (run.asWritten) showArticleFailure(screen, step.id, await explainArticleFailure(run, step, outcome));
    if (!screen.isInteractive || (await chooseAfterFailure(parts, step)) === "stop") return "failed";
  }
}

function carryOut({ run, screen }: Walk, prepared: PreparedStep): Promise<StepOutcome> {
  return runStep(run, prepared, screen.listStyle);
}

/** What the reader wants to do with a step; asked again after each explanation. */
async function chooseBefore(parts: Walk, { step, state }: PreparedStep): Promise<Choice> {
  const { screen, run, signal, handsOn } = parts;
  const canBeTyped = state === "pending" && !step["cleans-up"];
  if (handsOn && canBeTyped) return "by hand";
  if (!screen.isInteractive) return "run";
  const canBeSkipped = !step["cleans-up"] && stepsThatNeed(run.tutorial, step).length === 0;
  const keys: Key<Choice>[] = [
    { key: "return", shown: "Enter", does: "run it", answer: "run" },
    ...(canBeTyped ? [{ key: "h", shown: "h", does: "by hand", answer: "by hand" } as const] : []),
    ...(canBeSkipped ? [{ key: "s", shown: "s", does: "skip", answer: "skip" } as const] : []),
    { key: "e", shown: "e", does: "explain more", answer: "explain" },
    { key: "q", shown: "q", does: "stop here", answer: "stop" },
  ];
  for (;;) {
    const choice = await askForKey(keys, { style: (text) => screen.style("bold", text), signal });
    if (choice !== "explain") return choice;
    showMore(screen, run, step);
  }
}

async function chooseAfterFailure({ screen, run, signal }: Walk, step: TutorialStep): Promise<"again" | "stop"> {
  const keys: Key<"again" | "explain" | "stop">[] = [
    { key: "r", shown: "r", does: "try again, or by hand", answer: "again" },
    { key: "e", shown: "e", does: "explain more", answer: "explain" },
    { key: "q", shown: "q", does: "stop here", answer: "stop" },
  ];
  screen.print();
  for (;;) {
    const choice = await askForKey(keys, { style: (text) => screen.style("bold", text), signal });
    if (choice !== "explain") return choice;
    showMore(screen, run, step);
  }
}
