// One variant of a tutorial is proved in a thread of its own: what it has to do is waiting for nothing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { SurestepError } from "../../errors.ts";
import type { MutantResult } from "../../proof/judge-mutant.ts";
import { openWorld } from "../../proof/open-world.ts";
import { prove, type Proof } from "../../proof/prove.ts";
import type { Setting } from "../../proof/variants.ts";
import type { Environment } from "../io.ts";
import { createBuiltInAz } from "./built-in-az.ts";
import { childEnvironment, withoutOwnAzure } from "./environment.ts";
import { readTutorial } from "./platforms.ts";

/** What the thread is told. */
export interface VariantTask {
  cwd: string;
  env: Environment;
  node: string;
  /** The tutorial's file. */
  tutorial: string;
  set: Setting;
  steps: readonly string[] | undefined;
}

/** What the thread tells: how far it is, and in the end what came of it. */
export type VariantMessage =
  | { type: "good"; step: string }
  | { type: "mutant"; result: MutantResult; done: number; all: number }
  | { type: "proof"; proof: Proof }
  | { type: "error"; message: string; hint?: string | undefined; original?: string | undefined; isBug: boolean };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
const tell = (message: VariantMessage): void => parentPort?.postMessage(message);

async function proveVariant({ cwd, env, node, tutorial: file, set, steps }: VariantTask): Promise<void> {
  const stop = new AbortController();
  parentPort?.once("message", () => stop.abort(new Error("stopped")));
  const base = mkdtempSync(join(tmpdir(), "surestep-proof-"));
  try {
    const tutorial = await readTutorial({ cwd }, file);
    const world = await openWorld({
      ...{ tutorial, set, base, node, signal: stop.signal, createAz: createBuiltInAz },
      environment: withoutOwnAzure(childEnvironment(env)),
    });
    try {
      const proof = await prove(world, {
        steps,
        onStep: ({ id }) => tell({ type: "good", step: id }),
        onMutant: (result, done, all) => tell({ type: "mutant", result, done, all }),
      });
      tell({ type: "proof", proof });
    } finally {
      await world.close();
    }
  } catch (error) {
    const { hint, original } = error instanceof SurestepError ? error : {};
    const isBug = !(error instanceof SurestepError);
    const message = error instanceof Error ? (isBug ? (error.stack ?? error.message) : error.message) : String(error);
    tell({ type: "error", message, hint, original, isBug });
  } finally {
    rmSync(base, { recursive: true, force: true });
    parentPort?.close();
  }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever starts the thread hands it a task
await proveVariant(workerData as VariantTask);
