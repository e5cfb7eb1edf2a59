import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodes } from "../../../src/errors.ts";
import { runTutorial } from "../../../src/runner/run-tutorial.ts";
import { listRuns, makeBaseFolder, removeRunFiles } from "../../../src/runner/state/folder.ts";
import { check, type StepImplementation } from "../../../src/tutorial/step.ts";
import { smallCloud } from "../small-cloud.ts";
import { openSmallRun, temporaryFolder } from "../small-run.ts";
import { command, step, tutorialOf } from "../small-steps.ts";

const isExported: StepImplementation["verify"] = async ({ exported }) => [
  check("it is exported", "1", String(exported.size)),
];

describe("the folder of runs", () => {
  test("lists the runs that have a journal, oldest first", () => {
    const base = temporaryFolder();
    expect(listRuns(base)).toEqual([]);
    openSmallRun({ tutorial: tutorialOf([]), cloud: smallCloud(), base });
    expect(listRuns(base)).toEqual(["k3v9"]);
  });

  test("keeps of a finished run its journal only", async () => {
    const exporting = step("export", { run: [command("export BOX=a")], implementation: { verify: isExported } });
    const run = openSmallRun({ tutorial: tutorialOf([exporting]), cloud: smallCloud() });
    await runTutorial(run);
    expect(existsSync(run.folder.environment)).toBe(true);
    removeRunFiles(run.folder);
    const left = [run.folder.project, run.folder.environment, run.folder.azure].filter((path) => existsSync(path));
    expect(left).toEqual([]);
    expect(existsSync(run.folder.journal)).toBe(true);
  });

  test("that cannot be made is an error that says how to name another", () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    expect(() => makeBaseFolder(join(file, "below"))).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("--folder"), exitCode: exitCodes.setUp }),
    );
  });
});
