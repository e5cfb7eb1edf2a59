import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../../src/errors.ts";
import { takeLock } from "../../src/runner/lock.ts";
import { temporaryFolder } from "./small-run.ts";

const runs = (): boolean => true;
const hasEnded = (): boolean => false;

test("a folder is taken for one process", () => {
  const file = join(temporaryFolder(), "lock");
  takeLock(file, 41, runs);
  expect(readFileSync(file, "utf8")).toBe("41");
  expect(() => takeLock(file, 42, runs)).toThrow(
    expect.objectContaining({
      message: "Another run (process 41) is using this folder.",
      hint: expect.stringContaining("--folder"),
      exitCode: exitCodes.badInput,
    }),
  );
  expect(readFileSync(file, "utf8")).toBe("41");
});

test("a folder that was given back can be taken again", () => {
  const file = join(temporaryFolder(), "lock");
  takeLock(file, 41, runs)();
  expect(existsSync(file)).toBe(false);
  takeLock(file, 42, runs);
  expect(readFileSync(file, "utf8")).toBe("42");
});

test("a lock whose process has ended is taken over", () => {
  const file = join(temporaryFolder(), "lock");
  takeLock(file, 41, runs);
  takeLock(file, 42, hasEnded);
  expect(readFileSync(file, "utf8")).toBe("42");
});

test("a stale lock that another process took over first stays with that one", () => {
  const file = join(temporaryFolder(), "lock");
  writeFileSync(file, "41");
  // While this process looks whether 41 still runs, process 42 finds that it does not, and takes the folder.
  const isRunning = (pid: number): boolean => {
    if (pid === 41) {
      rmSync(file);
      writeFileSync(file, "42");
    }
    return pid === 42;
  };
  expect(() => takeLock(file, 43, isRunning)).toThrow("Another run (process 42) is using this folder.");
  expect(readdirSync(dirname(file))).toEqual(["lock"]);
  expect(readFileSync(file, "utf8")).toBe("42");
});

test("a lock that names no process, because that was killed while it wrote, is taken over", () => {
  const file = join(temporaryFolder(), "lock");
  writeFileSync(file, "");
  takeLock(file, 42, runs);
  expect(readFileSync(file, "utf8")).toBe("42");
});
