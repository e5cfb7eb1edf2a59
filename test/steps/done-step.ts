import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run } from "../../src/runner/run.ts";
import { lookAtStep, nothing } from "../../src/runner/step/look-at-step.ts";
import type { State } from "../../src/simulator/state.ts";
import type { Check } from "../../src/tutorial/step.ts";
import { findStep } from "../../src/tutorial/tutorial.ts";
import { goTo, openProcess } from "../quickstart.ts";

/** A step that was carried out, in an Azure that can be changed behind its back. */
export interface DoneStep {
  run: Run;
  /** What does not hold of the whole step, looked at again as after its commands; each as `title: what was found`. */
  broken(): Promise<string[]>;
  /** The same after a change to the simulated Azure, which is taken back. */
  brokenBy(change: (state: State) => void): Promise<string[]>;
  /** The checks that do not hold, as they are. */
  checksBrokenBy(change: (state: State) => void): Promise<Check[]>;
  close(): Promise<void>;
}

/** Carries out the shipped tutorial up to a step. */
export async function doUntil(id: string, access: "policy" | "rbac" = "policy"): Promise<DoneStep> {
  const base = mkdtempSync(join(tmpdir(), "step-"));
  let before = Promise.resolve(nothing);
  const opened = await openProcess(base, {
    access,
    onEntry(moment, entries) {
      const entry = entries.at(-1);
      if (moment === "after" && entry?.type === "intent" && entry.step === id)
        before = opened.run.lastLook?.found ?? before;
    },
  });
  const { run, simulator } = opened;
  const end = await goTo(opened, id);
  if (end !== "finished") throw new Error(end);
  const look = async (): Promise<Check[]> => {
    const step = findStep(run.tutorial, id);
    if (step === undefined) throw new Error(`there is no step ${id}`);
    const { checks } = await lookAtStep(run, step, await before);
    return checks.filter((check) => !check.ok);
  };
  const checksBrokenBy = async (change: (state: State) => void): Promise<Check[]> => {
    const { state } = simulator.azure;
    const asItWas = simulator.snapshot();
    change(state);
    try {
      return await look();
    } finally {
      Object.assign(state, asItWas);
    }
  };
  return {
    ...{ run, checksBrokenBy },
    broken: async () => (await look()).map(worded),
    brokenBy: async (change) => (await checksBrokenBy(change)).map(worded),
    async close() {
      await opened.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** The one that is there. */
export function only<T>([item]: readonly T[]): T {
  if (item === undefined) throw new Error("there is none");
  return item;
}

function worded({ title, actual }: Check): string {
  return `${title}: ${actual}`;
}
