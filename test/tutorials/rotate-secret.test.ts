import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readTutorial } from "../../src/cli/session/platforms.ts";
import { goOn, goTo, leftovers, openProcess, type Process, type ProcessOptions } from "../quickstart.ts";

const tutorial = await readTutorial({ cwd: "test/tutorials" }, "rotate-secret/tutorial.yaml");

async function open(options: Partial<ProcessOptions> = {}): Promise<Process> {
  const base = mkdtempSync(join(tmpdir(), "rotate-"));
  const opened = await openProcess(base, { access: "policy", tutorial, patience: 400, ...options });
  onTestFinished(async () => {
    await opened.close();
    rmSync(base, { recursive: true, force: true });
  });
  return opened;
}

test("a rotation by declarations alone runs through, is told as what it is, and leaves nothing", async () => {
  const opened = await open();
  expect(await goOn(opened)).toBe("finished");
  const lines = opened.run.journal.entries.flatMap((entry) => (entry.type === "difference" ? entry.lines : []));
  expect(lines).toEqual([
    expect.stringMatching(/^\+ resource group /),
    expect.stringMatching(/^\+ vault .*roles, 7 days/),
    expect.stringMatching(/^\+ role Key Vault Secrets Officer for .* on vault /),
    expect.stringMatching(/^\+ secret .*\/rotating$/),
    expect.stringMatching(/^~ secret .*\/rotating: .*expires none → 2030-01-01/),
    expect.stringMatching(/^~ secret .*\/rotating: versions .*enabled=false/),
  ]);
  expect(leftovers(opened)).toEqual([]);
});

test("the first version that stays enabled is no rotation", async () => {
  const changeAz: ProcessOptions["changeAz"] = (az) => (args, more) =>
    az(
      args.map((each, at) => (args[at - 1] === "--enabled" ? "true" : each)),
      more,
    );
  const opened = await open({ changeAz });
  const end = await goTo(opened, "clean-up");
  expect(end).toContain('"step":"disable-first"');
  expect(end).toContain("2 versions, 1 of them disabled");
});
