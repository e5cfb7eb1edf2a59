import { createAzure, type Azure, type Connection } from "../azure/azure.ts";
import type { Execute } from "../azure/execute.ts";
import { Secret } from "../azure/secret.ts";
import { exitCodes, SurestepError } from "../errors.ts";
import type { Platform } from "../tutorial/platform.ts";
import { formatMark } from "../tutorial/mark.ts";
import { fill, namesIn } from "../tutorial/template.ts";
import type { Tutorial } from "../tutorial/tutorial.ts";
import { readEnvironmentFile, splitAssignment } from "./state/environment-file.ts";
import type { RunFolder } from "./state/folder.ts";
import { openJournal } from "./state/journal.ts";
import type { Progress } from "./state/progress.ts";
import { journalFormat } from "./state/entry.ts";
import { redactEvent } from "./redaction/redact-event.ts";
import { createRedactor, type Redactor } from "./redaction/redactor.ts";
import type { Clock, Run } from "./run.ts";
import { setInputs } from "./set-inputs.ts";
import { Values } from "./values.ts";

export interface RunOptions {
  id: string;
  tutorial: Tutorial;
  folder: RunFolder;
  mode: "simulated" | "live";
  asWritten: boolean;
  connection: Connection;
  /** Makes the tutorial's platform, reached through an Azure of the run. */
  platform(azure: Azure): Platform;
  execute: Execute;
  node: string;
  clock: Clock;
  signal: AbortSignal;
  /** What the reader set, by input. */
  set: Readonly<Record<string, string>>;
  /** Kinds of which the reader lets what is there be used as it is, instead of being made. */
  useExisting?: readonly string[] | undefined;
  /** Learns what is secret: that of whatever shows the run. Its own when left out. */
  redactor?: Redactor | undefined;
  /** For made-up values such as a secret's. */
  random: string;
  /** Go on where the journal has a broken line, after the last one that can be read: for clean-up. */
  repair?: boolean | undefined;
  /** How long one look at what is there may take, in milliseconds; two minutes when left out. */
  lookTimeout?: number | undefined;
  /** What a guess at a secret from its fingerprint costs (scrypt's N); what is usual when left out. */
  fingerprintCost?: number | undefined;
}

/**
 * Opens a run: a new one where its journal is empty, else the one that the journal tells of, with the inputs, captures
 * and observations that it had. Of secrets a journal has only fingerprints: those that were exported come back from the
 * 0600 file.
 * @throws SurestepError (exit code 2) for an input that is unknown, breaks its rule, or was used already
 */
export function openRun(options: RunOptions): Run {
  const { id, tutorial, asWritten, folder, connection, execute, node, clock, signal } = options;
  const redactor = options.redactor ?? createRedactor();
  const values = new Values(redactor);
  const journal = openJournal(folder.journal, {
    now: () => clock.now(),
    redact: (event) => redactEvent(event, redactor),
    check: (progress) => refuseOtherTutorial(progress, tutorial),
    ...(options.repair === undefined ? {} : { repair: options.repair }),
  });
  const azure = createAzure(connection, signal, (token) => redactor.add(token));
  const run: Run = {
    ...{ id, tutorial, asWritten, folder, journal, azure, connection, execute, node, values, redactor, clock },
    signal,
    platform: options.platform(azure),
    useExisting: new Set(options.useExisting),
    active: new Map(),
    ...{ lastLook: undefined, commandsBegun: 0 },
    exported: new Map(),
    lookTimeout: options.lookTimeout ?? 120_000,
    fingerprintCost: options.fingerprintCost,
    listeners: new Set(),
  };
  if (journal.entries.length === 0) {
    const { version, standIn } = connection.program;
    const { mode } = options;
    const { id: name, title, hash } = tutorial;
    journal.record({
      ...{ type: "run", format: journalFormat, id, tutorial: { id: name, title, hash } },
      ...{ mode, az: { version, standIn }, asWritten },
    });
  }
  for (const [name, value] of Object.entries({ ...given(options), ...remembered(run) })) values.set(name, value);
  restoreExports(run);
  setInputs(run, options.set, options.random);
  return run;
}

/** @throws SurestepError (exit code 2) when the journal is that of another tutorial's run: its steps are not these */
function refuseOtherTutorial(progress: Progress, { id, title }: Tutorial): void {
  const own = progress.run?.tutorial;
  if (own === undefined || own.id === id) return;
  throw new SurestepError(
    `This is a run of '${own.title}' (${own.id}), and the tutorial at hand is '${title}' (${id}).`,
    {
      hint: `Name the run's own tutorial with --tutorial <file>, or another folder with --folder <path>.`,
      exitCode: exitCodes.badInput,
    },
  );
}

function given({ id, folder }: RunOptions): Record<string, string> {
  return { runId: id, mark: formatMark(id), project: folder.project, environmentFile: folder.environment };
}

function remembered(run: Run): Record<string, string | Secret> {
  const { inputs, values, fingerprints } = run.journal.progress;
  const secrets = [...fingerprints].map(([name, fingerprint]) => [name, Secret.remembered(fingerprint)] as const);
  return Object.fromEntries([...inputs, ...values, ...secrets]);
}

/** Takes back from the 0600 file what an earlier process exported, as far as it is what the journal remembers. */
function restoreExports(run: Run): void {
  const written = readEnvironmentFile(run.folder.environment);
  for (const word of exportedWords(run.tutorial)) {
    const [variable, template] = splitAssignment(word);
    const value = written.get(variable);
    const [name = ""] = namesIn(template);
    const secret = run.values.secrets.get(name);
    if (value === undefined) continue;
    const isRemembered = secret === undefined ? value === fill(template, run.values.shownOf) : secret.matches(value);
    if (!isRemembered) continue;
    if (secret !== undefined) run.values.set(name, Secret.of(value));
    run.exported.set(variable, secret === undefined ? value : Secret.of(value));
  }
}

function exportedWords(tutorial: Tutorial): string[] {
  const commands = tutorial.steps.flatMap((step) => step.run).filter(({ words }) => words[0] === "export");
  return commands.flatMap(({ words }) => words.slice(1));
}
