import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../../../src/errors.ts";
import { takeLock, type Processes } from "../../../src/runner/state/lock.ts";
import { temporaryFolder } from "../small-run.ts";

/** A machine as the process of an id sees it: which processes run, and when each of them began. */
function machine(pid: number, running: Record<number, string>): Processes {
  return { pid, beginningOf: (each) => running[each] };
}

const both = { 41: "monday", 42: "tuesday" };

/** The process that a lock names, and when that began. */
function ownerOf(file: string): string {
  return readFileSync(file, "utf8");
}

test("a folder is taken for one process", () => {
  const file = join(temporaryFolder(), "lock");
  takeLock(file, machine(41, both));
  expect(ownerOf(file)).toBe("41 monday");
  expect(() => takeLock(file, machine(42, both))).toThrow(
    expect.objectContaining({
      message: "Another run (process 41) is using this folder.",
      hint: expect.stringContaining("--folder"),
      exitCode: exitCodes.badInput,
    }),
  );
  expect(ownerOf(file)).toBe("41 monday");
  expect(readdirSync(dirname(file))).toEqual(["lock"]);
});

test("a folder that was given back can be taken again", () => {
  const file = join(temporaryFolder(), "lock");
  takeLock(file, machine(41, both))();
  expect(existsSync(file)).toBe(false);
  takeLock(file, machine(42, both));
  expect(ownerOf(file)).toBe("42 tuesday");
});

test("a lock whose process has ended is taken over", () => {
  const file = join(temporaryFolder(), "lock");
  takeLock(file, machine(41, both));
  takeLock(file, machine(42, { 42: "tuesday" }));
  expect(ownerOf(file)).toBe("42 tuesday");
});

test("a lock whose process has ended, and whose id a later process has now, is taken over", () => {
  const file = join(temporaryFolder(), "lock");
  takeLock(file, machine(41, both));
  takeLock(file, machine(42, { 41: "wednesday", 42: "tuesday" }));
  expect(ownerOf(file)).toBe("42 tuesday");
});

test("a lock that holds this process's own id is one of an earlier process, and is taken over", () => {
  const file = join(temporaryFolder(), "lock");
  writeFileSync(file, "42 monday");
  takeLock(file, machine(42, both));
  expect(ownerOf(file)).toBe("42 tuesday");
});

test("a lock that does not tell when its process began counts as long as a process of that id runs", () => {
  const file = join(temporaryFolder(), "lock");
  writeFileSync(file, "41");
  expect(() => takeLock(file, machine(42, both))).toThrow("Another run (process 41) is using this folder.");
  takeLock(file, machine(42, { 42: "tuesday" }));
  expect(ownerOf(file)).toBe("42 tuesday");
});

test("a stale lock that another process took over first stays with that one", () => {
  const file = join(temporaryFolder(), "lock");
  writeFileSync(file, "41 monday");
  // While this process looks whether 41 still runs, process 42 finds that it does not, and takes the folder.
  const beginningOf = (pid: number): string | undefined => {
    if (pid === 41) {
      rmSync(file);
      writeFileSync(file, "42 tuesday");
    }
    return { 42: "tuesday", 43: "wednesday" }[pid];
  };
  expect(() => takeLock(file, { pid: 43, beginningOf })).toThrow("Another run (process 42) is using this folder.");
  expect(readdirSync(dirname(file))).toEqual(["lock"]);
  expect(ownerOf(file)).toBe("42 tuesday");
});

test("a lock that names no process, because that was killed while it wrote, is taken over", () => {
  const file = join(temporaryFolder(), "lock");
  writeFileSync(file, "");
  takeLock(file, machine(42, both));
  expect(ownerOf(file)).toBe("42 tuesday");
});
