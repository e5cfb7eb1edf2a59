import { describe, expect, test } from "vitest";
import { cleanUpAlone, goOn, leftovers, openProcess, type Process } from "../quickstart.ts";
import { copyOf, killedRuns } from "./snapshots.ts";

type Access = "policy" | "rbac";

/** Kills a run at every entry of its journal; clean-up alone, in a new process, has to leave nothing. */
export function cleanUpAfterKill(access: Access): Promise<void> {
  return afterKill(access, "clean-up alone leaves nothing", { act: cleanUpAlone, end: "done" });
}

/** Kills a run at every entry of its journal; a new process has to finish it. */
export function resumeAfterKill(access: Access): Promise<void> {
  return afterKill(access, "the run finishes, and leaves nothing", { act: goOn, end: "finished" });
}

async function afterKill(
  access: Access,
  promise: string,
  { act, end }: { act(opened: Process): Promise<string>; end: string },
): Promise<void> {
  const killed = await killedRuns(access);
  describe(`kill -9, with access by ${access}`, () => {
    test.each(killed)(`$moment: ${promise}`, async ({ folder }) => {
      const again = await openProcess(copyOf(folder), { access });
      expect(await act(again)).toBe(end);
      expect(leftovers(again)).toEqual([]);
      await again.close();
    });
  });
}
