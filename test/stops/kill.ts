import { describe, expect, test } from "vitest";
import { cleanUpAlone, goOn, leftovers, openProcess } from "../quickstart.ts";
import { copyOf, killedRuns } from "./snapshots.ts";

/** Kills a run at every entry of its journal; clean-up alone, in a new process, has to leave nothing. */
export async function cleanUpAfterKill(access: "policy" | "rbac"): Promise<void> {
  const killed = await killedRuns(access);
  describe(`kill -9, with access by ${access}`, () => {
    test.each(killed)("$moment: clean-up alone leaves nothing", async ({ folder }) => {
      const again = await openProcess(copyOf(folder), { access });
      expect(await cleanUpAlone(again)).toBe("done");
      expect(leftovers(again)).toEqual([]);
      await again.close();
    });
  });
}

/** Kills a run at every entry of its journal; a new process has to finish it. */
export async function resumeAfterKill(access: "policy" | "rbac"): Promise<void> {
  const killed = await killedRuns(access);
  describe(`kill -9, with access by ${access}`, () => {
    test.each(killed)("$moment: the run finishes, and leaves nothing", async ({ folder }) => {
      const again = await openProcess(copyOf(folder), { access });
      expect(await goOn(again)).toBe("finished");
      expect(leftovers(again)).toEqual([]);
      await again.close();
    });
  });
}
