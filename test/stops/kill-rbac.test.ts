import { describe, expect, test } from "vitest";
import { cleanUpAlone, goOn, leftovers, openProcess } from "./harness.ts";
import { copyOf, killedRuns } from "./snapshots.ts";

const access = "rbac";
const killed = await killedRuns(access);

describe("kill -9, with access by rbac", () => {
  test.each(killed)("$moment: clean-up alone leaves nothing", async ({ folder }) => {
    const again = await openProcess(copyOf(folder), { access });
    expect(await cleanUpAlone(again)).toBe("done");
    expect(leftovers(again)).toEqual([]);
    await again.close();
  });

  test.each(killed)("$moment: the run finishes, and leaves nothing", async ({ folder }) => {
    const again = await openProcess(copyOf(folder), { access });
    expect(await goOn(again)).toEqual({ state: "finished" });
    expect(leftovers(again)).toEqual([]);
    await again.close();
  });
});
