import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { findOnPath } from "../../src/azure/find-az.ts";
import { main } from "../../src/cli/main.ts";
import { smallIo, type SmallIo, type SmallIoOptions } from "./small-io.ts";

/** How a command line ended, and what it wrote. */
export interface Ended {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export type WorldOptions = Omit<SmallIoOptions, "cwd">;

/** A folder with a tutorial of the test's own, in which the command line is called. It lives as long as the test. */
export interface SmallWorld {
  readonly cwd: string;
  /** The only folder on PATH. */
  readonly bin: string;
  /** Variables that every command line gets. */
  readonly env: Record<string, string>;
  /** Calls the command line, and waits for its end. */
  surestep(args: readonly string[], options?: WorldOptions): Promise<Ended>;
  /** Calls the command line, and hands out its world while it is at work. */
  begin(args: readonly string[], options?: WorldOptions): { io: SmallIo; ended: Promise<Ended> };
  /** The ids of the runs, oldest first. */
  runs(): string[];
  /** A path in the folder of the newest run. */
  inRun(...path: string[]): string;
  /** The journal of the newest run: an object a line, and each line is whole. */
  journal(): JournalLine[];
  /** The commands that the newest run has run, as the journal has them. */
  commands(): string[];
  /** The journal's `type step` of each entry that begins or ends a step, and `type title` of what was removed or survived. */
  course(): string[];
}

/** An entry as a reader of the file sees it. */
export interface JournalLine {
  type: string;
  /** When it was written (ISO 8601). */
  at: string;
  step?: string;
  line?: string;
  title?: string;
  until?: string;
}

/** What the tutorials' commands and the tests' own programs are made of. */
const programs = ["sh", "touch", "cp", "rm", "sleep", "mkdir", "chmod"];

/**
 * Writes a tutorial into a new folder, from which the command line finds it.
 * @param yaml the text of `tutorial.yaml`
 */
export function smallWorld(yaml: string): SmallWorld {
  const cwd = mkdtempSync(join(tmpdir(), "small-world-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const bin = join(cwd, "bin");
  mkdirSync(bin);
  // Nothing else of this machine is found: neither its az, nor its npm.
  for (const program of programs) symlinkSync(findOnPath(program, process.env["PATH"] ?? "") ?? "", join(bin, program));
  addProgram(bin, "npm", npm);
  writeFileSync(join(cwd, "tutorial.yaml"), yaml);
  const env: Record<string, string> = { PATH: bin };
  const base = join(cwd, ".surestep");
  // Each call comes a minute after the one before it: of runs that begin in the same second none is the newest.
  let ahead = 0;
  const begin: SmallWorld["begin"] = (args, options) => {
    const io = smallIo({ cwd, ahead: (ahead += 60_000), ...options, env: { ...env, ...options?.env } });
    return { io, ended: main(args, io).then((exitCode) => ({ exitCode, ...io.written })) };
  };
  const world: SmallWorld = {
    ...{ cwd, bin, env, begin },
    surestep: (args, options) => begin(args, options).ended,
    runs: () => (existsSync(join(base, "runs")) ? readdirSync(join(base, "runs")).toSorted() : []),
    inRun: (...path) => join(base, "runs", world.runs().at(-1) ?? "none", ...path),
    journal() {
      const lines = readFileSync(world.inRun("journal.jsonl"), "utf8").split("\n");
      if (lines.pop() !== "") throw new Error("the journal's last line was cut");
      return lines.map((line) => JSON.parse(line));
    },
    commands: () => world.journal().flatMap(({ type, line }) => (type === "command" ? [line ?? ""] : [])),
    course: () =>
      world
        .journal()
        .flatMap(({ type, step, title = "" }) => (courseTypes.has(type) ? [`${type} ${step ?? title}`.trim()] : [])),
  };
  return world;
}

const courseTypes: ReadonlySet<string> = new Set([
  ...["intent", "done", "failed", "skipped", "kept"],
  ...["gone", "survived", "cleaned"],
]);

/** An npm that answers at once: `npm exec` runs the program that is named, from PATH. */
const npm = `case $1 in
  exec) shift; exec "$@" ;;
  config) echo https://registry.example.com/ ;;
esac`;

/** Puts a program into a folder, such as the one on a world's PATH. @param script what `sh` runs @returns its path */
export function addProgram(folder: string, name: string, script: string): string {
  const file = join(folder, name);
  // Not through a link to a program of the machine.
  rmSync(file, { force: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** What a process leaves in a base folder for others while it runs there: nothing of it may outlive it. */
export function leftInUse(world: SmallWorld): string[] {
  const places = [join(world.cwd, ".surestep", "lock"), world.inRun("azure", "environment.json")];
  return places.filter((place) => existsSync(place));
}
