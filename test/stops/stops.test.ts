import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Interrupted } from "../../src/cli/interrupt.ts";
import { cleanUpAlone, goOn, leftovers, openProcess, snapshot } from "./harness.ts";

const access = process.env["SURESTEP_ACCESS"] === "rbac" ? "rbac" : "policy";
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stop-"));
  folders.push(folder);
  return folder;
}

function copyOf(folder: string): string {
  const copy = snapshot(folder);
  folders.push(copy);
  return copy;
}

/** One run from its beginning to its end, and its folder as it was before and after each entry of its journal. */
async function snapshots(): Promise<{ moment: string; folder: string }[]> {
  const base = newFolder();
  const taken: { moment: string; folder: string }[] = [];
  const whole = await openProcess(base, {
    access,
    onEntry: (when, { length }) => {
      taken.push({ moment: `${when} entry ${when === "before" ? length + 1 : length}`, folder: copyOf(base) });
    },
  });
  expect(await goOn(whole)).toEqual({ state: "finished" });
  expect(leftovers(whole)).toEqual([]);
  await whole.close();
  return taken;
}

const killed = await snapshots();

describe.concurrent(`kill -9, with access by ${access}`, () => {
  test.each(killed)("$moment: clean-up alone leaves nothing", async ({ folder }) => {
    const again = await openProcess(copyOf(folder), { access });
    expect(await cleanUpAlone(again)).toBe("done");
    expect(leftovers(again)).toEqual([]);
    await again.close();
  });

  test.each(killed)("$moment: the run finishes, and leaves nothing", async ({ folder }) => {
    const again = await openProcess(folder, { access });
    expect(await goOn(again)).toEqual({ state: "finished" });
    expect(leftovers(again)).toEqual([]);
    await again.close();
  });
});

describe(`Ctrl-C, with access by ${access}`, () => {
  const entries = killed.filter(({ moment }) => moment.startsWith("after")).map((_, index) => index + 1);

  test.each(entries)("at entry %i: the journal is whole, the run finishes, and leaves nothing", async (stop) => {
    const base = newFolder();
    const controller = new AbortController();
    const stopped = await openProcess(base, {
      access,
      signal: controller.signal,
      onEntry: (when, { length }) => when === "after" && length === stop && controller.abort(new Interrupted()),
    });
    const end = await goOn(stopped, controller.signal).catch((error: unknown) => error);
    await stopped.close();
    const isLast = stop >= entries.length - 1;
    expect(end instanceof Interrupted || isLast).toBe(true);
    const again = await openProcess(base, { access });
    expect(await goOn(again)).toEqual({ state: "finished" });
    expect(leftovers(again)).toEqual([]);
    await again.close();
  });
});
