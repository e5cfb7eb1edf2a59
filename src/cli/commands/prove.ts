import { Worker } from "node:worker_threads";
import { exitCodes, SurestepError } from "../../errors.ts";
import type { Proof } from "../../proof/prove.ts";
import { scoreOf } from "../../proof/score.ts";
import { variantsOf, type Setting } from "../../proof/variants.ts";
import { findStep, type Tutorial } from "../../tutorial/tutorial.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { listenForInterrupts } from "../session/interrupt.ts";
import { readTutorial } from "../session/platforms.ts";
import type { VariantMessage, VariantTask } from "../session/prove-variant.ts";
import { openScreen } from "../terminal/screen.ts";
import { showProof } from "../terminal/show-proof.ts";

/** The flags of `surestep prove`. */
export interface ProveFlags {
  tutorial: string;
  set: Setting;
  /** Ids of the steps to prove; none means all. */
  step: readonly string[];
  /** The least share of mutants that are to be killed, in percent; 100 when left out. */
  atLeast?: number;
  all?: boolean;
  json?: boolean;
}

/** The proof of one variant, by what is set in it. */
export interface ProvedVariant extends Proof {
  set: Setting;
}

/**
 * Proves that a tutorial's verifications can fail, against the simulator, each variant of it in a thread of its own.
 * @returns the exit code: 1 when a step is not red before and green after, or fewer mutants are killed than are to be
 */
export async function proveTutorial(flags: ProveFlags, io: RedactedIo): Promise<number> {
  const tutorial = await readTutorial(io, flags.tutorial);
  const steps = flags.step.length === 0 ? undefined : flags.step.map((step) => idOf(tutorial, step));
  const screen = openScreen(io, { plain: true });
  const interrupts = listenForInterrupts(io);
  try {
    const proveOne = async (set: Setting): Promise<ProvedVariant> => {
      const task = { cwd: io.cwd, env: { ...io.env }, node: io.execPath, tutorial: flags.tutorial, set, steps };
      return { set, ...(await proveInThread(task, interrupts.signal)) };
    };
    const variants = await Promise.all(variantsOf(tutorial, flags.set).map(proveOne));
    if (flags.json === true) screen.print(JSON.stringify({ score: scoreOf(variants), variants }, undefined, 2));
    else showProof(screen, variants, { showsAll: flags.all === true });
    const isProved = variants.every(({ steps: all }) => all.every((step) => step.isRedBefore && step.isGreenAfter));
    return isProved && scoreOf(variants) >= (flags.atLeast ?? 100) ? exitCodes.ok : exitCodes.drift;
  } finally {
    interrupts.stop();
  }
}

function idOf(tutorial: Tutorial, wanted: string): string {
  const step = findStep(tutorial, wanted);
  if (step !== undefined) return step.id;
  throw new SurestepError(`There is no step '${wanted}'.`, {
    hint: `The steps are ${tutorial.steps.map(({ id }) => id).join(", ")}.`,
    exitCode: exitCodes.badInput,
  });
}

function proveInThread(task: VariantTask, signal: AbortSignal): Promise<Proof> {
  const worker = new Worker(new URL("../session/prove-variant.ts", import.meta.url), { workerData: task });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  const stop = (): void => worker.postMessage("stop");
  signal.addEventListener("abort", stop);
  return new Promise<Proof>((resolve, reject) => {
    worker.on("message", (message: VariantMessage) => {
      if (message.type === "proof") resolve(message.proof);
      if (message.type === "error") reject(signal.aborted ? signal.reason : errorOf(message));
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(signal.aborted ? signal.reason : new Error("the proof ended without a word")));
  }).finally(() => signal.removeEventListener("abort", stop));
}

function errorOf({ message, hint, original, isBug }: Extract<VariantMessage, { type: "error" }>): Error {
  return isBug ? new Error(message) : new SurestepError(message, { hint, original });
}
