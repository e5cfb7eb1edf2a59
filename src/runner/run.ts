import type { Azure, Connection } from "../azure/azure.ts";
import type { Execute } from "../azure/execute.ts";
import { Secret } from "../azure/secret.ts";
import { NotKnownYet, type StepContext } from "../tutorial/step.ts";
import type { Tutorial } from "../tutorial/tutorial.ts";
import { writeEnvironmentFile } from "./environment-file.ts";
import type { RunFolder } from "./folder.ts";
import type { Journal } from "./journal.ts";
import type { Redactor } from "./redactor.ts";
import type { Values } from "./values.ts";

/** Time, passed in. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the run is stopped. */
  sleep(milliseconds: number): Promise<void>;
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
  /** Aborted when the reader stops the run: no command is begun then. */
  signal: AbortSignal;
}

/** The environment of the reader's own program: the connection's, and what was exported. */
export function programEnvironment(run: Run): Record<string, string> {
  const exported = [...run.exported].map(([name, value]) => [name, reveal(value)]);
  return { ...run.connection.environment, ...Object.fromEntries(exported) };
}

/** Does what `export NAME=value` does in a shell: sets it for the programs after it, and writes it to the 0600 file. */
export function exportVariable(run: Run, name: string, value: string | Secret): void {
  run.exported.set(name, value);
  writeEnvironmentFile(run.folder.environment, new Map([...run.exported].map(([key, each]) => [key, reveal(each)])));
}

/** What a step's deeds are handed. */
export function stepContext(run: Run): StepContext {
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
      }),
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
