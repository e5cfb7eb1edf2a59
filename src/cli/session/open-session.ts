import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createAzurePlatform } from "../../azure/platform.ts";
import { createLocalPlatform } from "../../local/platform.ts";
import { createExecute } from "../../azure/execute.ts";
import { makeBaseFolder, makeRunFolder, runFolder } from "../../runner/state/folder.ts";
import { takeLock } from "../../runner/state/lock.ts";
import { openRun } from "../../runner/open-run.ts";
import type { Run } from "../../runner/run.ts";
import { openInputs, setInputs } from "../../runner/set-inputs.ts";
import type { Latency } from "../../simulator/latency.ts";
import { asWritten } from "../../tutorial/as-written.ts";
import type { InputConfig } from "../../tutorial/schema.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { chooseAz, chooseLiveAz } from "./choose-az.ts";
import type { Mode } from "./choose-run.ts";
import type { Interrupts } from "./interrupt.ts";
import { clockOf } from "./clock.ts";
import { connectLive, connectNowhere, connectSimulated, type Connected } from "./connect.ts";
import { childEnvironment, withoutOwnAzure } from "./environment.ts";

export interface SessionOptions {
  io: RedactedIo;
  tutorial: Tutorial;
  /** The folder in which runs live. */
  base: string;
  id: string;
  mode: Mode;
  /** Whether the article is on trial as it was published. */
  asWritten: boolean;
  az: string | undefined;
  set: Readonly<Record<string, string>>;
  latency: Partial<Latency>;
  interrupts: Interrupts;
  /** Kinds of which what is there is used as it is. */
  useExisting?: readonly string[];
  /** Gets an input that has no default and is not set; left out, the run is opened without it. */
  getInput?(this: void, name: string, input: InputConfig): Promise<string>;
  /** Go on where the journal has a broken line, after the last one that can be read: for clean-up. */
  repair?: boolean;
}

/** A run that this process works on, with everything that it needs to do so. */
export interface Session {
  run: Run;
  mode: Mode;
  /** Ends the simulator, if any, and gives the folder back. */
  close(): Promise<void>;
}

/**
 * Opens a run: takes its folder, reaches its Azure, reads its journal. A new run that cannot be opened leaves no folder.
 * @throws SurestepError (exit code 2) for an az or an input that is wrong, and for a folder that another process uses
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { io, base, id, mode, set, interrupts, repair, asWritten: isAsWritten } = options;
  const { signal } = interrupts;
  const tutorial = isAsWritten ? asWritten(options.tutorial) : options.tutorial;
  const folder = runFolder(base, id);
  const isNew = !existsSync(folder.path);
  makeBaseFolder(base);
  const release = takeLock(join(base, "lock"), io);
  interrupts.onSecond(release);
  const closing: (() => Promise<void> | void)[] = [release];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).toReversed()) await end();
  };
  try {
    makeRunFolder(folder);
    const inherited = childEnvironment(io.env);
    const execute = createExecute(mode === "live" ? inherited : withoutOwnAzure(inherited), interrupts);
    const connected = await connect(options, folder.azure, execute);
    closing.push(() => connected.close());
    interrupts.onSecond(() => connected.abandon());
    const random = randomBytes(18).toString("base64url");
    const run = openRun({
      ...{ id, tutorial, folder, mode, connection: connected.connection, execute, set, asWritten: isAsWritten },
      node: io.execPath,
      ...{ clock: clockOf(io, signal), signal },
      redactor: io.redactor,
      random,
      ...{ repair, useExisting: options.useExisting },
      platform: (azure) =>
        tutorial.platform === "local"
          ? createLocalPlatform(folder.project)
          : createAzurePlatform(azure, { isAlone: mode === "simulated" }),
    });
    if (connected.credential !== undefined) run.redactor.add(connected.credential);
    closing.push(() => run.journal.close());
    await completeInputs(run, options, random);
    return { run, mode, close };
  } catch (error) {
    await close();
    // Nothing was touched yet that a journal would have to remember.
    if (isNew) rmSync(folder.path, { recursive: true, force: true });
    throw error;
  }
}

async function completeInputs(run: Run, { getInput, tutorial }: SessionOptions, random: string): Promise<void> {
  const answers: Record<string, string> = {};
  for (const name of getInput === undefined ? [] : openInputs(run)) {
    const input = tutorial.inputs[name];
    if (input !== undefined && getInput !== undefined) answers[name] = await getInput(name, input);
  }
  if (Object.keys(answers).length > 0) setInputs(run, answers, random);
}

async function connect(
  options: SessionOptions,
  azureFolder: string,
  execute: ReturnType<typeof createExecute>,
): Promise<Connected> {
  const { io } = options;
  if (options.tutorial.platform === "local") return connectNowhere();
  if (options.mode === "live") return connectLive(await chooseLiveAz(options.az, io, execute), execute);
  const program = await chooseAz(options.az, io, execute);
  const extraCertificates = io.env["NODE_EXTRA_CA_CERTS"];
  return connectSimulated(program, execute, {
    folder: azureFolder,
    latency: options.latency,
    signal: options.interrupts.signal,
    extraCertificates,
  });
}
