import { describe, expect, test } from "vitest";
import { Interrupted } from "../../src/cli/interrupt.ts";
import { goOn, leftovers, openProcess } from "./harness.ts";
import { killedRuns, newFolder } from "./snapshots.ts";

const access = "policy";
const entries = (await killedRuns(access)).flatMap(({ moment }) => {
  const [, number] = /^after entry (\d+)/.exec(moment) ?? [];
  return number === undefined ? [] : [Number(number)];
});

describe("Ctrl-C", () => {
  test.each(entries)("at entry %i: the run finishes when it is taken up again, and leaves nothing", async (stop) => {
    const base = newFolder();
    const controller = new AbortController();
    const stopped = await openProcess(base, {
      access,
      signal: controller.signal,
      onEntry: (when, { length }) => when === "after" && length === stop && controller.abort(new Interrupted()),
    });
    const end = await goOn(stopped, controller.signal).catch((error: unknown) => error);
    await stopped.close();
    // Nothing is run after the last entries that could be stopped.
    expect(end instanceof Interrupted || stop >= Math.max(...entries) - 3).toBe(true);
    const again = await openProcess(base, { access });
    expect(await goOn(again)).toEqual({ state: "finished" });
    expect(leftovers(again)).toEqual([]);
    await again.close();
  });
});
