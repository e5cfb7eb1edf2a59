import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Az } from "../src/azure/az.ts";
import { createExecute, type Execute } from "../src/azure/execute.ts";
import { createBuiltInAz } from "../src/cli/session/built-in-az.ts";
import { processIo } from "../src/cli/io.ts";
import { clockOf } from "../src/cli/session/clock.ts";
import { childEnvironment, withoutOwnAzure } from "../src/cli/session/environment.ts";
import { whereToGoOn } from "../src/cli/terminal/resume.ts";
import type { Screen } from "../src/cli/terminal/screen.ts";
import { walk } from "../src/cli/terminal/walk.ts";
import { cleanUp } from "../src/runner/clean-up.ts";
import { listRuns, makeRunFolder, removeRunFiles, runFolder } from "../src/runner/folder.ts";
import type { Entry } from "../src/runner/journal.ts";
import { openRun } from "../src/runner/open-run.ts";
import type { Run } from "../src/runner/run.ts";
import { startSimulator, type Simulator } from "../src/simulator/simulator.ts";
import { asWritten } from "../src/tutorial/as-written.ts";
import { loadTutorial } from "../src/tutorial/load.ts";
import { findStep, type TutorialStep } from "../src/tutorial/tutorial.ts";

const shipped = await loadTutorial(resolve("tutorial.yaml"));
const place = { folder: ".surestep", tutorial: "tutorial.yaml" };

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
  /** Told of each journal entry before it is written, and after. */
  onEntry?(moment: "before" | "after", entries: readonly Entry[], type: Entry["type"]): void;
}

const silent: Screen = {
  streams: { input: process.stdin, output: process.stdout },
  ...{ isInteractive: false, listStyle: "silent", width: 80 },
  ...{ print: () => {}, prose: () => {}, item: () => {}, entry: () => {} },
  style: (_, text) => text,
};

/** Opens the run of a folder, as a new process would. */
export async function openProcess(base: string, options: ProcessOptions): Promise<Process> {
  const { access, signal = new AbortController().signal, onEntry } = options;
  const tutorial = options.asWritten === true ? asWritten(shipped) : shipped;
  const id = listRuns(base)[0] ?? "t000000001";
  const folder = runFolder(base, id);
  makeRunFolder(folder);
  const simulator = await startSimulator({ folder: folder.azure });
  setDefaultCACertificates([...getCACertificates("default"), simulator.ca]);
  const environment = {
    ...{ HTTPS_PROXY: simulator.proxyUrl, HTTP_PROXY: simulator.proxyUrl, NO_PROXY: "" },
    ...{ REQUESTS_CA_BUNDLE: simulator.caFile, NODE_EXTRA_CA_CERTS: simulator.caFile },
    AZURE_CONFIG_DIR: join(folder.azure, "az"),
  };
  mkdirSync(environment.AZURE_CONFIG_DIR, { recursive: true });
  const builtIn = createBuiltInAz(environment, signal);
  const az = options.changeAz?.(builtIn) ?? builtIn;
  await az(["login", "--use-device-code"]);
  const { hostname, port } = new URL(simulator.proxyUrl);
  const connection = {
    ...{ az, environment, program: { file: "az", leading: [], version: "2.91.0", standIn: true } },
    clientOptions: { proxyOptions: { host: `http://${hostname}`, port: Number(port) } },
  };
  const run = openRun({
    ...{ id, tutorial, folder, mode: "simulated", connection, node: process.execPath, signal },
    ...{ asWritten: options.asWritten === true, set: access === "rbac" ? { access } : {} },
    ...{ execute: executeOffline(signal), clock: clockOf(processIo(process), signal) },
    random: "a-value-of-this-process",
  });
  watch(run, onEntry);
  const close = async (): Promise<void> => {
    run.journal.close();
    await simulator.close();
  };
  return { run, simulator, close };
}

/** Goes on where the run stands, to its end. @returns "finished", or what went wrong */
export async function goOn(opened: Process, signal = new AbortController().signal): Promise<string> {
  const from = await whereToGoOn(silent, opened.run);
  const end = await carryOut(opened, opened.run.tutorial.steps.slice((from?.number ?? 1) - 1), signal);
  if (end === "finished") removeRunFiles(opened.run.folder);
  return end;
}

/** Carries out the first steps, up to the one of an id. @returns "finished", or what went wrong */
export async function goTo(opened: Process, step: string): Promise<string> {
  const { tutorial } = opened.run;
  const last = findStep(tutorial, step)?.number ?? 0;
  return carryOut(opened, tutorial.steps.slice(0, last), new AbortController().signal);
}

async function carryOut({ run }: Process, steps: readonly TutorialStep[], signal: AbortSignal): Promise<string> {
  const { state } = await walk({ screen: silent, run, signal, place, handsOn: false }, steps);
  if (state !== "failed") return state;
  const wrong = run.journal.entries.flatMap((entry) => ("error" in entry ? [entry.error?.message] : []));
  const reason = run.journal.entries.findLast((entry) => entry.type === "failed");
  return `from ${steps[0]?.id}: ${JSON.stringify(reason)}; ${wrong.join("; ")}`;
}

/** Cleans up as `surestep clean-up` does, and nothing else. @returns how it ended */
export async function cleanUpAlone({ run }: Process): Promise<string> {
  const step = run.tutorial.steps.find((each) => each["cleans-up"]);
  if (step === undefined) return "no step cleans up";
  const { state } = await cleanUp(run, step, { style: "silent" });
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
    record(event);
    onEntry?.("after", journal.entries, event.type);
  };
}

/**
 * Runs programs as ever, except npm: the packages that it would install are this repository's, by a link that Node is
 * told not to look through, so that they count as the project's own.
 */
function executeOffline(signal: AbortSignal): Execute {
  const inherited = withoutOwnAzure(childEnvironment(process.env));
  const execute = createExecute({ ...inherited, NODE_PRESERVE_SYMLINKS: "1" }, signal);
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
