import { explainArticleFailure } from "../../runner/article-failure.ts";
import { prepareStep, type PreparedStep } from "../../runner/prepare-step.ts";
import { runStep } from "../../runner/run-step.ts";
import type { StepOutcome } from "../../runner/step-outcome.ts";
import { stepsThatNeed } from "../../tutorial/needs.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { doByHand } from "./by-hand.ts";
import { showCommands, showMore, showOutcome, showStep } from "./guide.ts";
import { askForKey, type Key } from "./key-prompt.ts";
import { showArticleFailure } from "./show-article-failure.ts";
import type { Walk } from "./walk-parts.ts";

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
  for (let again: Choice | undefined; ;) {
    const prepared = await prepareStep(run, step, screen.listStyle);
    screen.print();
    showCommands(screen, run, prepared);
    const isDecided = again === "run" || (again === "by hand" && canBeTyped(prepared));
    const choice = again !== undefined && isDecided ? again : await chooseBefore(parts, prepared);
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
    again = screen.isInteractive ? await chooseAfterFailure(parts, prepared) : "stop";
    if (again === "stop") return "failed";
  }
}

function carryOut({ run, screen }: Walk, prepared: PreparedStep): Promise<StepOutcome> {
  return runStep(run, prepared, screen.listStyle);
}

/** Whether there are commands that the reader could type. */
function canBeTyped({ step, state }: PreparedStep): boolean {
  return state === "pending" && !step["cleans-up"];
}

/** What the reader wants to do with a step before it is run. */
async function chooseBefore(parts: Walk, prepared: PreparedStep): Promise<Choice> {
  const { screen, run, handsOn } = parts;
  const { step } = prepared;
  if (handsOn && canBeTyped(prepared)) return "by hand";
  if (!screen.isInteractive) return "run";
  const canBeSkipped = !step["cleans-up"] && stepsThatNeed(run.tutorial, step).length === 0;
  const keys: Key<Choice>[] = [
    { key: "return", shown: "Enter", does: "run it", answer: "run" },
    ...(canBeTyped(prepared) ? [byHand] : []),
    ...(canBeSkipped ? [{ key: "s", shown: "s", does: "skip", answer: "skip" } as const] : []),
    { key: "e", shown: "e", does: "explain more", answer: "explain" },
    { key: "q", shown: "q", does: "stop here", answer: "stop" },
  ];
  return ask(parts, step, keys);
}

const byHand = { key: "h", shown: "h", does: "by hand", answer: "by hand" } as const;

/** What the reader wants to do with a step that failed. */
async function chooseAfterFailure(parts: Walk, prepared: PreparedStep): Promise<Choice> {
  const { screen, handsOn } = parts;
  const { step } = prepared;
  screen.print();
  return ask(parts, step, [
    { key: "r", shown: "r", does: "try again", answer: handsOn ? "by hand" : "run" },
    ...(step["cleans-up"] ? [] : [byHand]),
    { key: "e", shown: "e", does: "explain more", answer: "explain" },
    { key: "q", shown: "q", does: "stop here", answer: "stop" },
  ]);
}

/** Asks for a key, again after each explanation. */
async function ask({ screen, run, signal }: Walk, step: TutorialStep, keys: readonly Key<Choice>[]): Promise<Choice> {
  for (;;) {
    const choice = await askForKey(keys, { screen, signal });
    if (choice !== "explain") return choice;
    showMore(screen, run, step);
  }
}
