import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../small-run.ts";

// A disk of 64 KiB, in a name space of its own: nobody else sees it, and it goes with the process.
const mount = 'mount -t tmpfs -o size=64k none "$0" && exec "$@"';

/** Runs a program on a small disk that is mounted at a folder. @returns what it printed */
function onSmallDisk(folder: string, ...command: string[]): string {
  return execFileSync("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", mount, folder, ...command], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

function canMount(): boolean {
  try {
    return onSmallDisk("/mnt", "echo", "mounted") === "mounted\n";
  } catch {
    return false;
  }
}

test.skipIf(!canMount())(
  "a full disk is noticed, and leaves a journal of whole lines that another process can go on with",
  () => {
    const folder = temporaryFolder();
    const file = join(folder, "journal.jsonl");
    const program = join(import.meta.dirname, "fill-disk.ts");
    const found = JSON.parse(onSmallDisk(folder, process.execPath, program, file));
    expect(found).toMatchObject({
      message: `The journal ${file} cannot be written, so nothing more is done.`,
      hint: expect.stringContaining("Make room on that disk"),
      original: expect.stringContaining("ENOSPC"),
      broken: "none",
    });
    const { taken, entries, kept, length, size, goesOn } = found;
    // 9 lines of 7 KB fit; of the tenth the disk takes a part, which is taken back.
    expect(taken).toBeGreaterThan(5);
    expect([entries, kept, goesOn]).toEqual([taken, taken, taken]);
    expect(size).toBe(length);
  },
);
