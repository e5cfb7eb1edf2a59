import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Az } from "../src/azure/az.ts";
import { createExecute, type Execute } from "../src/azure/execute.ts";
import { createBuiltInAz } from "../src/cli/session/built-in-az.ts";
import { processIo } from "../src/cli/io.ts";
import { clockOf } from "../src/cli/session/clock.ts";
import { optionsFor } from "../src/cli/session/connect.ts";
import { childEnvironment, withoutOwnAzure } from "../src/cli/session/environment.ts";
import { openRun } from "../src/runner/open-run.ts";
import { runTutorial, type TutorialOptions } from "../src/runner/run-tutorial.ts";
import type { Run } from "../src/runner/run.ts";
import type { Entry } from "../src/runner/state/entry.ts";
import { listRuns, makeRunFolder, removeRunFiles, runFolder } from "../src/runner/state/folder.ts";
import { cleanUp } from "../src/runner/clean-up/clean-up.ts";
import type { RequestRecord } from "../src/simulator/proxy.ts";
import { startSimulator, type Simulator } from "../src/simulator/simulator.ts";
import { asWritten } from "../src/tutorial/as-written.ts";
import { createAzurePlatform } from "../src/azure/platform.ts";
import { readTutorial } from "../src/cli/session/platforms.ts";
import { cleanUpStepOf, type Tutorial } from "../src/tutorial/tutorial.ts";
import { trust } from "./simulator/trust.ts";

const shipped = await readTutorial({ cwd: process.cwd() }, "tutorial.yaml");

/** A run in this process: the shipped tutorial, a simulated Azure, the built-in az. Its state is in its folder alone. */
export interface Process {
  run: Run;
  simulator: Simulator;
  close(): Promise<void>;
}

export interface ProcessOptions {
  access: "policy" | "rbac";
  /** Puts the article on trial as it was published. */
  asWritten?: boolean;
  /** Stands between the run and az: for an az of another version. */
  changeAz?(az: Az): Az;
  signal?: AbortSignal;
  /** Whether the Azure is the run's own; true when left out. */
  isAlone?: boolean;
  /** Another tutorial than the shipped one. */
  tutorial?: Tutorial;
  /** What the reader sets besides. */
  set?: Record<string, string>;
  /** How long a step's checks, and clean-up, may take, in milliseconds: what will never hold need not be waited for. */
  patience?: number;
  /** Hears of each request to the simulated Azure. */
  onRequest?: (request: RequestRecord) => void;
  /** Told of each journal entry before it is written, and after. */
  onEntry?(moment: "before" | "after", entries: readonly Entry[], type: Entry["type"]): void;
}

/** Opens the run of a folder, as a new process would. */
export async function openProcess(base: string, options: ProcessOptions): Promise<Process> {
  const { access, signal = new AbortController().signal, onEntry, onRequest } = options;
  const given = options.tutorial ?? shipped;
  const tutorial = withPatience(options.asWritten === true ? asWritten(given) : given, options.patience);
  const id = listRuns(base)[0] ?? "t000000001";
  const folder = runFolder(base, id);
  makeRunFolder(folder);
  const simulator = await startSimulator({ folder: folder.azure, ...(onRequest && { onRequest }) });
  trust(simulator.ca);
  const environment = {
    ...{ HTTPS_PROXY: simulator.proxyUrl, HTTP_PROXY: simulator.proxyUrl, NO_PROXY: "" },
    ...{ REQUESTS_CA_BUNDLE: simulator.caFile, NODE_EXTRA_CA_CERTS: simulator.caFile },
    AZURE_CONFIG_DIR: join(folder.azure, "az"),
  };
  mkdirSync(environment.AZURE_CONFIG_DIR, { recursive: true });
  const builtIn = createBuiltInAz(environment, signal);
  const az = options.changeAz?.(builtIn) ?? builtIn;
  await az(["login", "--use-device-code"]);
  const connection = {
    ...{ az, environment, program: { file: "az", leading: [], version: "2.91.0", standIn: true } },
    clientOptions: await optionsFor(simulator),
  };
  const run = openRun({
    ...{ id, tutorial, folder, mode: "simulated", connection, node: process.execPath, signal },
    ...{ asWritten: options.asWritten === true, set: { ...(access === "rbac" ? { access } : {}), ...options.set } },
    ...{ execute: executeOffline(signal), clock: clockOf(processIo(process), signal) },
    platform: (azure) => createAzurePlatform(azure, { isAlone: options.isAlone ?? true }),
    ...{ random: "a-value-of-this-process", fingerprintCost: 2 },
  });
  watch(run, onEntry);
  const close = async (): Promise<void> => {
    run.journal.close();
    await simulator.close();
  };
  return { run, simulator, close };
}

/** The same tutorial, that waits no longer than so many milliseconds for anything. */
function withPatience(tutorial: Tutorial, patience = Infinity): Tutorial {
  const steps = tutorial.steps.map((step) => ({ ...step, timeout: Math.min(step.timeout, patience) }));
  return { ...tutorial, steps };
}

/** How many independent steps run together. */
const jobs = 2;

/** Goes on where the run stands, to its end. @returns "finished", or what went wrong */
export async function goOn(opened: Process): Promise<string> {
  const end = await carryOut(opened, { jobs: opened.run.asWritten ? 1 : jobs });
  if (end === "finished") removeRunFiles(opened.run.folder);
  return end;
}

/** Carries out the first steps, up to the one of an id. @returns "finished", or what went wrong */
export function goTo(opened: Process, step: string): Promise<string> {
  return carryOut(opened, { until: step });
}

async function carryOut({ run }: Process, options: TutorialOptions): Promise<string> {
  const { state } = await runTutorial(run, options);
  if (state !== "failed") return state;
  const wrong = run.journal.entries.flatMap((entry) => ("error" in entry ? [entry.error?.message] : []));
  const reason = run.journal.entries.findLast((entry) => entry.type === "failed");
  return `${JSON.stringify(reason)}; ${wrong.join("; ")}`;
}

/** Cleans up as `surestep clean-up` does, and nothing else. @returns how it ended */
export async function cleanUpAlone({ run }: Process): Promise<string> {
  const step = cleanUpStepOf(run.tutorial);
  if (step === undefined) return "no step cleans up";
  const { state } = await cleanUp(run, step);
  if (state === "done") removeRunFiles(run.folder);
  return state;
}

/** What is left in the simulated Azure and in the run's folder. */
export function leftovers({ run, simulator }: Process): string[] {
  const { state } = simulator.azure;
  const lists = [
    "resourceGroups",
    "vaults",
    "deletedVaults",
    "applications",
    "servicePrincipals",
    "deletedItems",
    "roleAssignments",
  ] as const;
  const now = simulator.azure.now();
  const isThere = (item: object): boolean =>
    !("goneAt" in item && typeof item.goneAt === "number" && item.goneAt <= now);
  const files = [run.folder.environment, run.folder.project].filter((file) => existsSync(file));
  return [...lists.filter((list) => (state[list] as object[]).some(isThere)), ...files];
}

/** A copy of a run's folder as it is at this instant: what a process that is killed now leaves. */
export function snapshot(base: string): string {
  const copy = mkdtempSync(join(tmpdir(), "stop-"));
  cpSync(base, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function watch({ journal }: Run, onEntry: ProcessOptions["onEntry"]): void {
  const record = journal.record.bind(journal);
  journal.record = (event) => {
    onEntry?.("before", journal.entries, event.type);
    const entry = record(event);
    onEntry?.("after", journal.entries, event.type);
    return entry;
  };
}

/**
 * Runs programs as ever, except npm: the packages that it would install are this repository's, by a link that Node is
 * told not to look through, so that they count as the project's own.
 */
function executeOffline(signal: AbortSignal): Execute {
  const inherited = withoutOwnAzure(childEnvironment(process.env));
  const execute = createExecute({ ...inherited, NODE_PRESERVE_SYMLINKS: "1" }, { signal });
  return async (file, args, options) => {
    if (file !== "npm") return execute(file, args, options);
    signal.throwIfAborted();
    const project = options?.cwd ?? "";
    writeFileSync(join(project, "package.json"), "{}");
    if (args[0] === "install") {
      rmSync(join(project, "node_modules"), { recursive: true, force: true });
      symlinkSync(resolve("node_modules"), join(project, "node_modules"));
    }
    return { exitCode: 0, stdout: "", stderr: "", milliseconds: 1 };
  };
}
