import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { goOn, leftovers, openProcess, snapshot } from "../quickstart.ts";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stop-"));
  folders.push(folder);
  return folder;
}

/** A copy of a folder as it is now; it goes when the tests end. */
export function copyOf(folder: string): string {
  const copy = snapshot(folder);
  folders.push(copy);
  return copy;
}

/**
 * One run from its beginning to its end, and its folder as a process would leave it that is killed after each entry of
 * the journal, or just before the entry of a command: the cloud was touched then, and the journal does not know.
 */
export async function killedRuns(access: "policy" | "rbac"): Promise<{ moment: string; folder: string }[]> {
  const base = newFolder();
  const taken: { moment: string; folder: string }[] = [];
  const whole = await openProcess(base, {
    access,
    onEntry: (when, entries, type) => {
      if (when === "before" && type !== "command") return;
      const number = when === "before" ? entries.length + 1 : entries.length;
      taken.push({ moment: `${when} entry ${number}, ${type}`, folder: copyOf(base) });
    },
  });
  expect(await goOn(whole)).toBe("finished");
  expect(leftovers(whole)).toEqual([]);
  await whole.close();
  return taken;
}
