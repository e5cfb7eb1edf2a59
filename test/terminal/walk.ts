import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterAll, expect } from "vitest";
import { openTerminal, type Terminal } from "./terminal.ts";

const folders: string[] = [];

/** A folder that goes when the tests end. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "walk-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Walks through the shipped tutorial, in a simulated Azure with the built-in az. */
export function walk(folder: string, more: readonly string[] = [], environment: Record<string, string> = {}): Terminal {
  return openTerminal(["tutorial", "--simulated", "--az", "builtin", "--folder", folder, ...more], { environment });
}

/** The journal of the only run; each of its lines is whole. */
export function journalOf(folder: string): { type: string; step?: string }[] {
  const [id = ""] = readdirSync(join(folder, "runs"));
  const text = readFileSync(join(folder, "runs", id, "journal.jsonl"), "utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Runs an az command in the run's Azure, as in a terminal of the reader's own. @returns what it printed */
export async function typeAz(folder: string, line: string): Promise<string> {
  const [id = ""] = readdirSync(join(folder, "runs"));
  const shared = readFileSync(join(folder, "runs", id, "azure", "environment.json"), "utf8");
  const { stdout } = await execa(process.execPath, [resolve("src/simulator/az/main.ts"), ...line.split(/\s+/)], {
    env: JSON.parse(shared),
    reject: false,
  });
  return stdout;
}
