import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createAz } from "../../src/azure/az.ts";
import { createExecute, type Execute } from "../../src/azure/execute.ts";
import { Interrupted } from "../../src/errors.ts";
import type { Decide } from "../../src/runner/decide.ts";
import { runTutorial, type TutorialOptions } from "../../src/runner/run-tutorial.ts";
import type { Clock, Run } from "../../src/runner/run.ts";
import { readJournal } from "../../src/runner/state/journal.ts";
import { check, type Check, type StepImplementation } from "../../src/tutorial/step.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun } from "./small-run.ts";
import { cleaningStep, thingStep, tutorialOf } from "./small-steps.ts";

/** The time of the machine, as the command line passes it in. */
function realClock(signal: AbortSignal): Clock {
  const reason = (): never => {
    throw signal.reason;
  };
  return { now: Date.now, sleep: (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(reason) };
}

interface Stop extends TutorialOptions {
  steps: readonly TutorialStep[];
  cloud: SmallCloud;
  execute?: Execute;
  /** The event after which the reader stops the run, with its step: "waiting one". */
  at: string;
}

/** Stops a run a moment after an event. @returns the milliseconds until it had ended */
async function stopAt(
  stop: AbortController,
  { steps, cloud, execute, at, ...options }: Stop,
): Promise<{ took: number; run: Run }> {
  const { signal } = stop;
  const more = execute === undefined ? {} : { execute };
  const run = openSmallRun({ tutorial: tutorialOf(steps), cloud, signal, clock: realClock(signal), ...more });
  let began = 0;
  run.listeners.add((event) => {
    if (`${event.type} ${"step" in event ? event.step : ""}`.trim() !== at) return;
    setTimeout(() => ((began = performance.now()), stop.abort(new Interrupted())), 30);
  });
  await expect(runTutorial(run, options)).rejects.toBeInstanceOf(Interrupted);
  return { took: performance.now() - began, run };
}

/** A look that hangs and heeds no signal. */
const hanging = (): Promise<never> => new Promise(() => {});
const never = async (): Promise<Check[]> => [check("it exists", "yes", "no")];

/** One thing, whose verification is this one. */
function thingThat(verify: StepImplementation["verify"], id = "one"): TutorialStep {
  return thingStep(id, { timeout: 60_000, implementation: verify === undefined ? {} : { verify } });
}

/** A cloud whose looks hang from the n-th on. */
function blindCloud(from: number): SmallCloud {
  return Object.assign(smallCloud(), { onLook: (look: number) => (look >= from ? hanging() : undefined) });
}

/** A cloud whose az is a process that hangs, as long as it is not stopped. */
function hangingCloud(signal: AbortSignal): SmallCloud {
  const execute = createExecute({ PATH: process.env["PATH"] }, { signal });
  const program = { file: "sleep", leading: ["60"], version: "2.91.0", standIn: true };
  return { ...smallCloud(), az: (_, options) => createAz(program, execute, {})([], options) };
}

/** A reader who does the step by hand, until the question ends. */
const typing: Decide = ({ moment }, signal) =>
  moment === "before"
    ? Promise.resolve("by hand")
    : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** In milliseconds: 200 are promised, a loaded machine may take longer, and what does not heed the signal hangs for ever. */
const atOnce = 2000;

describe("a run that the reader stops ends at once", () => {
  test.each([
    ["while it looks at what is there", undefined, 1, "step-begun one"],
    ["while it looks whether a verification can fail", hanging, 9, "step-begun one"],
    ["while it waits for a check to hold", never, 9, "waiting one"],
    ["while it looks at what a command has made", undefined, 2, "command one"],
  ] satisfies [string, StepImplementation["verify"], number, string][])("%s", async (_, verify, look, at) => {
    const { took } = await stopAt(new AbortController(), { steps: [thingThat(verify)], cloud: blindCloud(look), at });
    expect(took).toBeLessThan(atOnce);
  });

  test.skipIf(process.platform === "win32")("while a command runs", async () => {
    const stop = new AbortController();
    const cloud = hangingCloud(stop.signal);
    const { took, run } = await stopAt(stop, { steps: [thingStep("one")], cloud, at: "command-begun one" });
    expect(took).toBeLessThan(atOnce);
    // What it may have made is known to the next process.
    expect(run.journal.progress.steps.get("one")).toMatchObject({ state: "begun", intent: { existing: new Set() } });
  });

  test("while the reader does a step by hand, and a look hangs meanwhile", async () => {
    const cloud = smallCloud();
    let looks = 0;
    const verify = (): Promise<Check[]> => ((looks += 1) === 1 ? never() : hanging());
    const steps = [thingThat(verify)];
    const { took } = await stopAt(new AbortController(), { steps, cloud, decide: typing, at: "intent one" });
    expect(took).toBeLessThan(atOnce);
  });

  test("while the reader does a step by hand, between two looks", async () => {
    const cloud = smallCloud();
    const { took } = await stopAt(new AbortController(), {
      ...{ steps: [thingThat(never)], cloud, decide: typing, at: "waiting one" },
    });
    expect(took).toBeLessThan(atOnce);
  });

  test("while clean-up looks at what there is", async () => {
    const cloud = blindCloud(3);
    const { took } = await stopAt(new AbortController(), {
      steps: [thingThat(undefined), cleaningStep()],
      cloud,
      at: "intent clean-up",
    });
    expect(took).toBeLessThan(atOnce);
  });

  test("while clean-up waits for what vanishes late", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing delete", "ERROR: (Conflict) another operation is in progress\n");
    const steps = [thingThat(undefined), cleaningStep({ timeout: 60_000 })];
    const { took, run } = await stopAt(new AbortController(), { steps, cloud, at: "removal-waiting" });
    expect(took).toBeLessThan(atOnce);
    expect(readJournal(run.folder.journal).entries.some(({ type }) => type === "cleaned")).toBe(false);
  });

  test("while several steps are under way, all of them", async () => {
    const cloud = smallCloud();
    const steps = ["one", "two"].map((id) => thingThat(hanging, id));
    const { took } = await stopAt(new AbortController(), { steps, cloud, jobs: 2, at: "step-begun two" });
    expect(took).toBeLessThan(atOnce);
  });
});
