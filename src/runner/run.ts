import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { Azure, Connection } from "../azure/azure.ts";
import type { Execute } from "../azure/execute.ts";
import { Secret } from "../azure/secret.ts";
import type { Platform } from "../tutorial/platform.ts";
import { NotKnownYet, type StepContext } from "../tutorial/step.ts";
import type { Tutorial } from "../tutorial/tutorial.ts";
import type { EventListener, LiveEvent } from "./events.ts";
import { redactEvent } from "./redaction/redact-event.ts";
import type { Redactor } from "./redaction/redactor.ts";
import type { Inventory } from "./resources/inventory.ts";
import type { JournalEvent } from "./state/entry.ts";
import { appendToEnvironmentFile, writeEnvironmentFile } from "./state/environment-file.ts";
import type { RunFolder } from "./state/folder.ts";
import type { Journal } from "./state/journal.ts";
import type { Values } from "./values.ts";

/** Time, passed in. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the run is stopped. */
  sleep(milliseconds: number): Promise<void>;
}

/** A look around, from its begin on. */
export interface Look {
  /** When it began: milliseconds since the epoch. */
  begun: number;
  /** How many commands had been begun by then. */
  commandsBegun: number;
  found: Promise<Inventory>;
}

/** One run of a tutorial: what it works with. What it has done is in its journal. */
export interface Run {
  id: string;
  tutorial: Tutorial;
  /** Whether the article is on trial: then the tutorial is the article's. */
  asWritten: boolean;
  folder: RunFolder;
  journal: Journal;
  azure: Azure;
  connection: Connection;
  execute: Execute;
  /** The Node.js that runs the reader's program. */
  node: string;
  values: Values;
  /** What `export` exported: names and where their values come from. */
  exported: Map<string, string | Secret>;
  redactor: Redactor;
  clock: Clock;
  /** Aborted when the reader stops the run: then no command is begun, and what is under way is ended. */
  signal: AbortSignal;
  /** Where the tutorial's commands do something, and what there is of it. */
  platform: Platform;
  /** Kinds of which the reader lets what is there be used as it is, instead of being made. */
  useExisting: ReadonlySet<string>;
  /** When each step ran in this process, by id: milliseconds since the epoch; no end while it runs. */
  active: Map<string, { from: number; until: number | undefined }>;
  /** The look around that was begun last; it may be under way. */
  lastLook: Look | undefined;
  /** How many commands this process has begun that may change what there is. */
  commandsBegun: number;
  /** How long one look at what is there may take, in milliseconds. */
  lookTimeout: number;
  /** What a guess at a secret from its fingerprint costs (scrypt's N); what is usual where undefined. */
  fingerprintCost: number | undefined;
  /** Who hears of what happens. */
  listeners: Set<EventListener>;
}

/** Writes an event into the journal, and lets everybody know who listens to the run. */
export function record(run: Run, event: JournalEvent): void {
  const entry = run.journal.record(event);
  for (const listener of run.listeners) listener(entry);
}

/** Lets those who listen to the run know of an event that is not journalled. */
export function announce(run: Run, event: LiveEvent): void {
  if (run.listeners.size === 0) return;
  const at = new Date(run.clock.now()).toISOString();
  const redacted = redactEvent(event, run.redactor);
  for (const listener of run.listeners) listener({ ...redacted, at });
}

/**
 * The environment of the reader's own program: the connection's, and what was exported. The program acts as who the
 * exported variables say, or not at all: there is no way to the reader's own login, neither az nor what az knows.
 */
export function programEnvironment(run: Run): Record<string, string> {
  const exported = [...run.exported].map(([name, value]) => [name, reveal(value)]);
  const nobody = { AZURE_CONFIG_DIR: run.folder.nobody, AZD_CONFIG_DIR: run.folder.nobody, PATH: dirname(run.node) };
  return { ...run.connection.environment, ...nobody, ...Object.fromEntries(exported) };
}

/** Does what `export NAME=value` does in a shell: sets it for the programs after it, and writes it to the 0600 file. */
export function exportVariable(run: Run, name: string, value: string | Secret): void {
  const file = run.folder.environment;
  // A value that changes is not left in the file beside the new one.
  const isNew = !run.exported.has(name) && existsSync(file);
  run.exported.set(name, value);
  if (isNew) appendToEnvironmentFile(file, name, reveal(value));
  else writeEnvironmentFile(file, new Map([...run.exported].map(([key, each]) => [key, reveal(each)])));
}

/**
 * What a step's implementation is handed.
 * @param signal ends what it does
 */
export function stepContext(run: Run, signal: AbortSignal = run.signal): StepContext {
  return {
    azure: run.azure,
    values: readingOf(run.values.plain),
    secrets: readingOf(run.values.secrets),
    known: run.values.plain,
    now: () => run.clock.now(),
    runId: run.id,
    project: run.folder.project,
    environmentFile: run.folder.environment,
    exported: run.exported,
    runInProject: (javaScript, environment = {}) =>
      run.execute(run.node, ["--input-type=commonjs", "--eval", javaScript], {
        cwd: run.folder.project,
        environment: { ...programEnvironment(run), ...environment },
        timeout: run.lookTimeout,
      }),
    signal,
  };
}

/** Lets a map be read like an object; reading a name that it lacks throws `NotKnownYet`. */
function readingOf<T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  return new Proxy<Record<string, T>>(
    {},
    {
      get(_, name) {
        const value = map.get(String(name));
        if (value === undefined) throw new NotKnownYet(String(name));
        return value;
      },
    },
  );
}

function reveal(value: string | Secret): string {
  return value instanceof Secret ? value.reveal() : value;
}
