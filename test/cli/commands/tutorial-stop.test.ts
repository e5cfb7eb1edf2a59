import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { azScript, liveWorld } from "../live.ts";
import { notes } from "../notes.ts";
import { addProgram, leftInUse, type SmallWorld } from "../small-world.ts";

const unattended = ["tutorial", "--yes"];

/** A world whose first step is under way for as long as nobody stops it. */
function worldAtWork(heeding = ""): SmallWorld {
  return notes({ left: `sh -c '${heeding} touch begun; sleep 60'` });
}

/** Resolves when the command of the first step is under way. */
function underWay(world: SmallWorld): Promise<void> {
  return thereIs(() => world.inRun("project", "begun"));
}

function thereIs(path: () => string): Promise<void> {
  return vi.waitFor(() => expect(existsSync(path())).toBe(true), { timeout: 20_000 });
}

describe("Ctrl-C", () => {
  test("says what is waited for, ends the command, and says what exists and how to go on", async () => {
    const world = worldAtWork();
    const { io, ended } = world.begin([...unattended, "--jobs", "1"]);
    await underWay(world);
    io.send("SIGINT");
    const { exitCode, stdout, stderr } = await ended;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(
      /Stopping\. Waiting for this to end: npm exec sh -c .*sleep\s60'\.\sCtrl-C\sagain\sleaves\s+now\./,
    );
    expect(stdout).toContain("These steps were begun, and may have made more: left.");
    expect(stdout).toContain("Go on:    npm run tutorial");
    expect(stderr).toBe("✖ Stopped.\n");
    expect(io.exits).toEqual([]);
    expect(world.course()).toEqual(["intent left"]);
    expect(leftInUse(world)).toEqual([]);
  });

  test("twice leaves at once, though the command does not heed it, and nothing is left in use", async () => {
    const world = worldAtWork('trap "" INT TERM;');
    const { io, ended } = world.begin(unattended);
    await underWay(world);
    io.send("SIGINT");
    expect(io.exits).toEqual([]);
    io.send("SIGINT");
    // The program would have ended here: what it had to do was done by then.
    expect(io.exits).toEqual([130]);
    expect(leftInUse(world)).toEqual([]);
    expect(io.written.stdout).toMatch(/These steps were begun[\s\S]*Clean up: npm run surestep -- clean-up --run/);
    const pressed = Date.now();
    await ended;
    // A first one alone gives the command two seconds.
    expect(Date.now() - pressed).toBeLessThan(1500);
  });

  test("at the clean-up of a run leaves it to the next one, which removes what is left", async () => {
    const world = await liveWorld();
    await world.surestep([...unattended, "--live", "--keep"]);
    const begun = join(world.cwd, "begun");
    addProgram(world.bin, "az", azScript(`"group delete"*) touch '${begun}'; sleep 60 ;;`));
    const { io, ended } = world.begin(["clean-up"]);
    await thereIs(() => begun);
    io.send("SIGINT");
    const { exitCode, stdout } = await ended;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/This exists of it:\n\s+- resource group group-\w+ \(/);
    expect(leftInUse(world)).toEqual([]);
    addProgram(world.bin, "az", azScript());
    expect((await world.surestep(["clean-up"])).exitCode).toBe(0);
    expect(world.course().at(-1)).toBe("cleaned");
  });
});

test.each(["SIGTERM", "SIGHUP"] as const)("%s ends it the same, but says nothing of Ctrl-C", async (signal) => {
  const world = worldAtWork();
  const { io, ended } = world.begin(unattended);
  await underWay(world);
  io.send(signal);
  const { exitCode, stdout } = await ended;
  expect(exitCode).toBe(130);
  expect(stdout).not.toContain("Ctrl-C");
  expect(world.course().filter((line) => !line.startsWith("intent"))).not.toContain("failed left");
  expect(leftInUse(world)).toEqual([]);
});
