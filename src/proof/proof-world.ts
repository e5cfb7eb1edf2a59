import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Az } from "../azure/az.ts";
import { createAzurePlatform } from "../azure/platform.ts";
import type { Connection } from "../azure/azure.ts";
import type { Execute, ExecuteOptions, ExecuteResult } from "../azure/execute.ts";
import type { Secret } from "../azure/secret.ts";
import { createLocalPlatform } from "../local/platform.ts";
import { openRun } from "../runner/open-run.ts";
import type { Run } from "../runner/run.ts";
import { makeRunFolder, type RunFolder } from "../runner/state/folder.ts";
import type { State } from "../simulator/state.ts";
import type { Intercept, Simulator } from "../simulator/simulator.ts";
import type { Tutorial } from "../tutorial/tutorial.ts";
import type { Stranger } from "./bystanders.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** Stands between the run and its programs. */
export type ProgramIntercept = (program: string[], options: ExecuteOptions, run: Execute) => Promise<ExecuteResult>;

/** Where a tutorial is proved: one Azure, one folder, one clock, in which runs are opened again and again. */
export interface ProofWorld {
  tutorial: Tutorial;
  set: Readonly<Record<string, string>>;
  folder: RunFolder;
  clock: VirtualClock;
  simulator: Simulator | undefined;
  connection: Connection;
  execute: Execute;
  node: string;
  signal: AbortSignal;
  stranger: Stranger;
  /** What stands between the wire and the services just now; nothing when undefined. */
  intercept: Intercept | undefined;
  interceptProgram: ProgramIntercept | undefined;
  /** How long a program may take, in milliseconds: what goes wrong in a mutant may make it wait for ever. */
  programTimeout: number;
  /** Which of the installed packages lie in the project: the name of the snapshot that has them, "changed" after an npm. */
  modules: string;
}

/** Everything as it was at one moment of a run. */
export interface Snapshot {
  name: string;
  state: State | undefined;
  at: number;
  files: string;
  modules: string;
  plain: ReadonlyMap<string, string>;
  secrets: ReadonlyMap<string, Secret>;
  exported: ReadonlyMap<string, string | Secret>;
}

/** How long a command takes by the virtual clock, in milliseconds. */
const commandTime = 3000;

/** Opens the run of the world's folder, as a new process would, with a tutorial that may be another than the world's. */
export function openProofRun(world: ProofWorld, tutorial: Tutorial = world.tutorial): Run {
  const { folder, clock, simulator, node, signal, set } = world;
  makeRunFolder(folder);
  const az: Az = (args, options) => {
    clock.pass(commandTime);
    return world.connection.az(args, options);
  };
  return openRun({
    ...{ id: "proof00001", tutorial, folder, mode: "simulated", asWritten: false, set, node, signal, clock },
    connection: { ...world.connection, az },
    random: "a-value-that-is-made-up",
    platform: (azure) =>
      simulator === undefined ? createLocalPlatform(folder.project) : createAzurePlatform(azure, { isAlone: true }),
    execute: (file, args, options = {}) => {
      clock.pass(commandTime);
      if (file === "npm") world.modules = changed;
      const limited = { ...options, timeout: Math.min(options.timeout ?? Infinity, world.programTimeout) };
      return world.interceptProgram?.([file, ...args], limited, world.execute) ?? world.execute(file, args, limited);
    },
  });
}

/** Takes a snapshot, into a folder beside the run's. */
export function takeSnapshot(world: ProofWorld, run: Run, name: string): Snapshot {
  const { folder, simulator, clock } = world;
  const files = snapshotFolder(folder, name);
  const modules = join(folder.project, "node_modules");
  copyBut(folder.path, files, modules);
  // Packages are moved and not copied: a snapshot with the same ones has no others.
  if (world.modules === changed) world.modules = name;
  const { plain, secrets } = run.values;
  return {
    ...{ name, files, modules: world.modules, at: clock.now(), state: simulator?.snapshot() },
    ...{ plain: new Map(plain), secrets: new Map(secrets), exported: new Map(run.exported) },
  };
}

/** Puts everything back as it was, and opens the run again as the process that took the snapshot knew it. */
export function restore(world: ProofWorld, snapshot: Snapshot, tutorial?: Tutorial): Run {
  const { folder, simulator, clock } = world;
  const modules = join(folder.project, "node_modules");
  if (world.modules !== snapshot.modules) {
    parkModules(world);
    const parked = parkOf(folder, snapshot.modules);
    if (existsSync(parked)) move(parked, modules);
    world.modules = snapshot.modules;
  }
  for (const path of entriesBut(folder.path, modules)) rmSync(path, { recursive: true, force: true });
  cpSync(snapshot.files, folder.path, { recursive: true });
  if (snapshot.state !== undefined) simulator?.restore(snapshot.state);
  clock.set(snapshot.at);
  const run = openProofRun(world, tutorial);
  for (const [name, value] of [...snapshot.plain, ...snapshot.secrets]) run.values.set(name, value);
  for (const [name, value] of snapshot.exported) run.exported.set(name, value);
  return run;
}

/** Takes the packages out of the project: it takes seconds to remove them, and to bring them back. */
export function parkModules(world: ProofWorld): void {
  const modules = join(world.folder.project, "node_modules");
  if (isSnapshot(world.modules) && existsSync(modules)) move(modules, parkOf(world.folder, world.modules));
  else rmSync(modules, { recursive: true, force: true });
  world.modules = none;
}

/** What lies in a project without packages. */
const none = "none";
const changed = "changed";

function isSnapshot(modules: string): boolean {
  return modules !== none && modules !== changed;
}

function snapshotFolder({ path }: RunFolder, name: string): string {
  return join(path, "..", "..", "snapshots", name);
}

function parkOf({ path }: RunFolder, name: string): string {
  return join(path, "..", "..", "modules", name);
}

function move(from: string, to: string): void {
  mkdirSync(join(to, ".."), { recursive: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
}

function copyBut(from: string, to: string, left: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => path !== left });
}

/** All that is in a folder but for one path, as few paths as possible. */
function entriesBut(folder: string, left: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (path === left) return [];
    return left.startsWith(`${path}/`) ? entriesBut(path, left) : [path];
  });
}
