import { describe, expect, test } from "vitest";
import { Interrupted } from "../../src/errors.ts";
import { cleanUpAlone, goOn, leftovers, openProcess } from "../quickstart.ts";
import { copyOf, killedRuns, newFolder } from "./snapshots.ts";

/** Stops a run by Ctrl-C at every entry of its journal; a new process has to finish it, and another one to clean it up. */
export async function resumeAfterInterrupt(access: "policy" | "rbac"): Promise<void> {
  const moments = (await killedRuns(access)).map(({ moment }) => moment);
  const numbersOf = (pattern: RegExp): number[] =>
    moments.flatMap((moment) => Number(pattern.exec(moment)?.[1] ?? Number.NaN)).filter((number) => number > 0);
  // After the last command there is nothing left to stop.
  const lastCommand = Math.max(...numbersOf(/^before entry (\d+), command/));

  describe(`Ctrl-C, with access by ${access}`, () => {
    test.each(numbersOf(/^after entry (\d+)/))(
      "at entry %i: resume finishes, clean-up leaves nothing",
      async (stop) => {
        const base = newFolder();
        const controller = new AbortController();
        const stopped = await openProcess(base, {
          access,
          signal: controller.signal,
          onEntry: (when, { length }) => when === "after" && length === stop && controller.abort(new Interrupted()),
        });
        const end = await goOn(stopped).catch((error: unknown) => error);
        await stopped.close();
        expect(end instanceof Interrupted || stop >= lastCommand).toBe(true);

        const cleaning = await openProcess(copyOf(base), { access });
        expect(await cleanUpAlone(cleaning)).toBe("done");
        expect(leftovers(cleaning)).toEqual([]);
        await cleaning.close();

        const again = await openProcess(base, { access });
        expect(await goOn(again)).toBe("finished");
        expect(leftovers(again)).toEqual([]);
        await again.close();
      },
    );
  });
}
