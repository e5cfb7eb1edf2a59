import type { EventListener, RunEvent } from "../../runner/events.ts";
import { keyOf } from "../../runner/resources/key.ts";
import type { Run } from "../../runner/run.ts";
import type { Check } from "../../tutorial/step.ts";
import { cleanUpStepOf } from "../../tutorial/tutorial.ts";
import { startList, type LiveList } from "./live-list.ts";
import type { Screen } from "./screen.ts";
import { StepView } from "./step-view.ts";

/** What draws a run as long as it goes on. */
export interface Drawing {
  /** Takes an event into the drawing, also one that came before it began. */
  hear: EventListener;
  /** What is under way, in words: the commands that run. */
  underWay(): string[];
  /** Ends it, and prints what was drawn as it stands now. */
  close(): Promise<void>;
}

/**
 * Draws a run that asks nobody from its events: one list whose rows are the steps, each with its commands, its checks and
 * its time. On a terminal it is redrawn in place, and printed whole in the end; anywhere else each step is printed once it
 * is through, so that lines of steps which run together are never mixed.
 * @param steps ids of what is going to be carried out, where no event tells it
 */
export function drawRun(screen: Screen, run: Run, steps?: readonly string[]): Drawing {
  const views = new Map<string, StepView>();
  const cleaner = cleanUpStepOf(run.tutorial)?.id;
  let isCleaning = false;
  let list: LiveList | undefined;
  let closed: Promise<void> | undefined;
  const begin = (ids: readonly string[]): void => {
    for (const step of run.tutorial.steps) if (ids.includes(step.id)) views.set(step.id, StepView.of(step));
    if (screen.listStyle === "live") list = startList(screen, [...views.values()]);
  };
  if (steps !== undefined) begin(steps);

  const listener = (event: RunEvent): void => {
    if (event.type === "planned") return begin(event.steps);
    if (event.type === "intent" && event.step === cleaner) isCleaning = true;
    const view = isCleaning && cleaner !== undefined ? cleaningView(event, cleaner) : viewOf(event);
    view?.hear(event);
    if (screen.listStyle === "plain" && isEnd(event) && view === views.get(event.step)) view?.print(screen);
  };
  const viewOf = (event: RunEvent): StepView | undefined => ("step" in event ? views.get(event.step) : undefined);

  /** What is removed stands beneath the step that cleans up, a row each. */
  const removed = new Map<string, StepView>();
  let current: StepView | undefined;
  function cleaningView(event: RunEvent, id: string): StepView | undefined {
    const own = views.get(id);
    if (event.type === "intent") own?.begin(event.at);
    if (event.type === "removal-planned") {
      for (const { key, title } of event.resources) removed.set(key, new StepView(title));
      own?.beneath.push(...removed.values());
      own?.row.begin([...removed.values()].map(({ row }) => row));
    }
    if (event.type === "removal-waiting") own?.row.say(`waiting for ${event.titles.join(", ")}`);
    const view = "identity" in event ? removed.get(keyOf(event)) : undefined;
    if (event.type === "removing") {
      current = view;
      current?.begin(event.at);
    }
    if (event.type === "gone") view?.end(event.at, "good");
    if (event.type === "survived") view?.end(event.at, "bad", [survivorCheck(event)]);
    return event.type === "command" || event.type === "command-begun" ? (current ?? own) : own;
  }

  run.listeners.add(listener);
  const ticking = setInterval(() => {
    for (const view of views.values()) view.tick(run.clock.now());
  }, 1000);
  return {
    hear: listener,
    underWay: () => [...views.values()].flatMap((view) => view.underWay()),
    close: () => (closed ??= close()),
  };

  async function close(): Promise<void> {
    clearInterval(ticking);
    run.listeners.delete(listener);
    for (const view of views.values()) view.stop();
    await list?.end();
    for (const view of views.values()) {
      if (screen.listStyle === "live" || (screen.listStyle === "plain" && view.isRunning)) view.print(screen);
    }
  }
}

function survivorCheck({ title, why, until }: Extract<RunEvent, { type: "survived" }>): Check {
  const actual = `still there: ${why}${until === undefined ? "" : `, until ${until}`}`;
  return { title: `${title} is gone`, ok: false, expected: "gone", actual };
}

function isEnd(event: RunEvent): event is Extract<RunEvent, { type: "done" | "failed" }> {
  return event.type === "done" || event.type === "failed";
}
