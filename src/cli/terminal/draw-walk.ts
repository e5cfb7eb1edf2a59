import type { RunEvent } from "../../runner/events.ts";
import type { Run } from "../../runner/run.ts";
import { findStep, type TutorialStep } from "../../tutorial/tutorial.ts";
import { drawRun, type Drawing } from "./draw-run.ts";
import { showCommands, showStep } from "./guide.ts";
import type { Screen } from "./screen.ts";
import { StepView } from "./step-view.ts";

/** What draws a walk with a reader. */
export interface WalkDrawing extends Drawing {
  /** Resolves when what was drawn is at rest, so that a question can be asked beneath it. */
  atRest(): Promise<void>;
}

/**
 * Draws a walk from the run's events: of the step at hand first its words and what is about to be run, then what becomes
 * of it.
 */
export function drawWalk(screen: Screen, run: Run): WalkDrawing {
  let shown: string | undefined;
  let current: Drawing | undefined;
  let rest: Promise<void> = Promise.resolve();
  let closed: Promise<void> | undefined;
  let looked: RunEvent | undefined;
  /** The step whose commands the reader types: its checks are shown by the question, not by a list. */
  let typed: { view: StepView; isBegun: boolean } | undefined;

  const listener = (event: RunEvent): void => {
    const step = "step" in event ? findStep(run.tutorial, event.step) : undefined;
    if (step === undefined) return;
    if (event.type === "step-begun" && shown !== step.id) print(() => showStep(screen, run, step));
    if (event.type === "step-begun") shown = step.id;
    if (event.type === "looked") looked = event;
    if (event.type === "looked") print(() => showCommands(screen, run, step, event.commands));
    if (event.type === "by-hand") typed = { view: StepView.of(step), isBegun: false };
    typed?.view.hear(event);
    // What the steps before it leave to undo belongs to the step that cleans up.
    if (event.type === "intent" && step.id === shown) begin(event, step);
    if ((event.type === "done" || event.type === "failed") && step.id === shown) {
      current?.hear(event);
      rest = end();
    }
  };

  /** Prints once what is redrawn in place has come to its end: it would be overwritten. */
  function print(show: () => void): void {
    rest = rest.then(show);
  }

  function begin(event: RunEvent, step: TutorialStep): void {
    if (typed?.isBegun === false) {
      typed.isBegun = true;
      return;
    }
    // A second intent: the reader has had enough of typing, and the step is run.
    typed = undefined;
    current = drawRun(screen, run, [step.id]);
    for (const past of [looked, event]) if (past !== undefined) current.hear(past);
  }

  async function end(): Promise<void> {
    const [drawing, byHand] = [current, typed];
    [current, typed] = [undefined, undefined];
    await drawing?.close();
    byHand?.view.print(screen);
  }

  run.listeners.add(listener);
  return {
    hear: listener,
    underWay: () => current?.underWay() ?? [],
    atRest: () => rest,
    close: () => (closed ??= close()),
  };

  async function close(): Promise<void> {
    run.listeners.delete(listener);
    await rest;
    await end();
  }
}
