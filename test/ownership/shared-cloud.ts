import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf, SurestepError } from "../../src/errors.ts";
import { readAzError } from "../../src/azure/az-error.ts";
import type { AzResult } from "../../src/azure/az.ts";
import type { State } from "../../src/simulator/state.ts";
import { cleanUpAlone, goOn, goTo, openProcess, type Process, type ProcessOptions } from "../quickstart.ts";

/** Does something before or after an az command of a run; a result stands in for the command. */
export type Meddle = (line: string, moment: "before" | "after", args: readonly string[]) => unknown;

/** A run of the shipped tutorial in an Azure that others use too, and that can be made to misbehave. */
export interface SharedRun extends Process {
  state: State;
  /** Runs an az command as the reader does in a window beside the run; no argument has a space. */
  az(line: string): Promise<string>;
  /** What happens around each az command from now on. */
  meddle(how: Meddle | undefined): void;
  /** Goes on with the run, to its end or up to a step. @returns "finished", or what went wrong with its hint */
  on(until?: string): Promise<string>;
  /** Cleans up. @returns how it ended, or what went wrong with its hint */
  cleanUp(): Promise<string>;
  /** A new process takes the run up again. */
  again(options?: Partial<ProcessOptions>): Promise<SharedRun>;
}

/** Opens the run of a folder, a new one when none is given. What has to be undone in the end is added to `ends`. */
export async function openShared(
  ends: (() => unknown)[],
  options: Partial<ProcessOptions> = {},
  base = mkdtempSync(join(tmpdir(), "shared-")),
): Promise<SharedRun> {
  let how: Meddle | undefined;
  const opened = await openProcess(base, {
    ...{ access: "policy", isAlone: false, patience: 1 },
    ...options,
    changeAz: (az) => async (args, more) => {
      const line = args.join(" ");
      const instead = (await how?.(line, "before", args)) as AzResult | undefined;
      if (instead?.stderr !== undefined) return instead;
      const result = await az(args, more);
      await how?.(line, "after", args);
      return result;
    },
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await opened.close();
    isOpen = false;
  };
  ends.push(close, () => rmSync(base, { recursive: true, force: true }));
  const { az } = opened.run.connection;
  /** What happened in the window beside the run a moment ago is to be seen. */
  const told = async (work: () => Promise<string>): Promise<string> => {
    opened.run.lastLook = undefined;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SurestepError)) throw error;
      return `${messageOf(error)} ${error.hint}`;
    }
  };
  return {
    ...opened,
    ...{ close, state: opened.simulator.azure.state, meddle: (next) => void (how = next) },
    async az(line) {
      const { error, stdout, stderr } = await az(line.split(" "));
      if (error !== undefined) throw new Error(`az ${line}: ${stderr}`);
      return stdout;
    },
    on: (until) => told(() => (until === undefined ? goOn(opened) : goTo(opened, until))),
    cleanUp: () => told(() => cleanUpAlone(opened)),
    async again(more = {}) {
      // What was changed behind its back is written with the next request.
      await az(["group", "list"]);
      await close();
      return openShared(ends, { ...options, ...more }, base);
    },
  };
}

/** What az ends with when the service refuses: nothing was done. */
export function refused(stderr: string): AzResult {
  return { exitCode: 1, stdout: "", stderr, milliseconds: 1, error: readAzError(stderr) };
}

/** A resource group that somebody else made. */
export function groupOf(name: string, createdAt = Date.now()): State["resourceGroups"][number] {
  return { name, location: "westus", tags: { team: "theirs" }, createdAt, goneAt: null };
}

/** Somebody else in the tenant, by object ID. */
export const somebody = "20000000-0000-4000-8000-000000000001";

/** The names of what is there and is not gone, of a list of the state. */
export function namesOf(items: readonly object[]): string[] {
  const there = items.filter((each) => !("goneAt" in each && typeof each.goneAt === "number"));
  return there.map((each) =>
    "displayName" in each ? String(each.displayName) : "name" in each ? String(each.name) : "?",
  );
}

/** The first one, which is there. */
export function only<T>([item]: readonly T[]): T {
  if (item === undefined) throw new Error("there is none");
  return item;
}
