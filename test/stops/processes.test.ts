import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { listRuns, runFolder } from "../../src/runner/state/folder.ts";
import { leftovers, openProcess } from "../quickstart.ts";
import { copyOf, newFolder } from "./snapshots.ts";

// An npm that installs this repository's own packages: it is not on trial here, and it would take seconds each time.
const bin = newFolder();
const link = `ln -s "${resolve("node_modules")}" node_modules`;
writeFileSync(
  join(bin, "npm"),
  `#!/bin/sh\n[ "$1" = install ] && rm -rf node_modules && ${link} || echo {} > package.json\n`,
  {
    mode: 0o755,
  },
);

function startTutorial(base: string): ChildProcess {
  return startSurestep("tutorial", "--yes", "--simulated", "--az", "builtin", "--plain", "--folder", base);
}

/** Cleans up the only run of a folder, be it over or not. */
function startCleanUp(base: string): ChildProcess {
  return startSurestep("clean-up", "--run", listRuns(base)[0] ?? "", "--az", "builtin", "--folder", base);
}

function startSurestep(...words: string[]): ChildProcess {
  return spawn(process.execPath, [resolve("src/cli/main.js"), ...words], {
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}`, NODE_PRESERVE_SYMLINKS: "1" },
    stdio: "ignore",
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => child.on("exit", done));
}

/** How many whole lines the only journal of a folder has. */
function entriesIn(base: string): number {
  const [id = ""] = listRuns(base);
  const { journal } = runFolder(base, id);
  return existsSync(journal) ? readFileSync(journal, "utf8").split("\n").length - 1 : 0;
}

/** Kills the process as soon as its journal has so many entries. */
async function killAt(base: string, entries: number): Promise<void> {
  const child = startTutorial(base);
  const exit = ended(child);
  while (child.exitCode === null && entriesIn(base) < entries) await sleep(1);
  child.kill("SIGKILL");
  await exit;
}

const whole = newFolder();
if ((await ended(startTutorial(whole))) !== 0) throw new Error("the tutorial does not pass even when it is left alone");
const numbers = Array.from({ length: entriesIn(whole) }, (_, index) => index + 1);

describe("kill -9 of a real process", () => {
  test.each(numbers)("at entry %i: resume finishes, clean-up leaves nothing", async (entry) => {
    const base = newFolder();
    await killAt(base, entry);
    const copy = copyOf(base);
    expect(await ended(startCleanUp(copy))).toBe(0);
    const cleaned = await openProcess(copy, { access: "policy" });
    expect(leftovers(cleaned)).toEqual([]);
    await cleaned.close();
    expect(await ended(startTutorial(base))).toBe(0);
  });
});
