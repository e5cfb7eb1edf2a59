import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../../src/runner/plan.ts";
import { notes } from "../notes.ts";
import { groupTutorial } from "../live.ts";
import { leftInUse, smallWorld } from "../small-world.ts";

const unattended = ["tutorial", "--yes"];

/** What a plan says that would be run. */
function commandsOf({ steps }: Plan): string[] {
  return steps.flatMap(({ run }) => run).map(({ command }) => command);
}

/** A command that writes a note, and waits for another one. */
function writeAndAwait(note: string, other: string): string {
  return `sh -c 'touch ${note}; until [ -e ${other} ]; do sleep 0.01; done'`;
}

describe("the tutorial", () => {
  test("runs what plan shows, proves every step, cleans up, and leaves of the run nothing but its journal", async () => {
    const world = notes();
    const { stdout: planned } = await world.surestep(["plan", "--json"]);
    const { exitCode, stdout, stderr } = await world.surestep(["tutorial", "--yes", "--jobs", "1"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).not.toContain("\u001B");
    expect(world.commands().filter((line) => !line.startsWith("rm "))).toEqual(commandsOf(JSON.parse(planned)));
    expect(stdout).toContain("+ file both (0 bytes, 0644)");
    expect(stdout).toContain("✔ file both: expected and found as asked for");
    expect(stdout).toContain("4 of 4 steps verified, 8 of 8 checks hold.");
    expect(stdout).toMatch(/Removed, and proved:\n {4}- file left \(0 bytes, 0644\)\n/);
    expect(stdout).toContain("This machine is as it was before the run.");
    expect(stdout).not.toContain("Azure");
    expect(world.course()).toEqual([
      ...["intent left", "done left", "intent right", "done right", "intent both", "done both", "intent clean-up"],
      ...["left", "right", "both"].map((note) => `gone file ${note} (0 bytes, 0644)`),
      ...["done clean-up", "cleaned"],
    ]);
    expect(readdirSync(world.inRun())).toEqual(["journal.jsonl"]);
    expect(leftInUse(world)).toEqual([]);
  });

  test("stops after the step of --until, and goes on there when it is called again", async () => {
    const world = notes();
    const first = await world.surestep([...unattended, "--until", "left"]);
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toMatch(/This exists of it:\n\s+- file left \(0 bytes, 0644\)\n/);
    expect(first.stdout).toContain(`npm run surestep -- clean-up --run ${world.runs()[0]}`);
    expect(existsSync(world.inRun("project", "left"))).toBe(true);
    expect(leftInUse(world)).toEqual([]);
    expect((await world.surestep(["hint"])).stdout).toContain("2 Write the right note");

    const second = await world.surestep(unattended);
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain("Going on with the unfinished run");
    expect(world.course().filter((line) => line === "intent left")).toHaveLength(1);
    expect(world.course().at(-1)).toBe("cleaned");
    expect(world.runs()).toHaveLength(1);
  });

  test("goes on at --step, a name or a number, once those before it were verified again", async () => {
    const world = notes();
    await world.surestep([...unattended, "--until", "2"]);
    expect((await world.surestep([...unattended, "--step", "3", "--until", "both"])).exitCode).toBe(0);
    expect(world.course().slice(-2)).toEqual(["intent both", "done both"]);

    rmSync(world.inRun("project", "left"));
    const { exitCode, stderr } = await world.surestep([...unattended, "--step", "both"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The step left was done, but no longer holds.");
    expect(stderr).toContain("--step left");
  });

  test("refuses --step where there is no run to go on with", async () => {
    const { exitCode, stderr } = await notes().surestep([...unattended, "--step", "both"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("both has nothing to go on from");
  });

  test("runs with --only one step, and just those that it needs and that do not hold", async () => {
    const world = notes();
    await world.surestep([...unattended, "--only", "left"]);
    expect(world.course()).toEqual(["intent left", "done left"]);
    await world.surestep([...unattended, "--only", "both", "--jobs", "1"]);
    expect(world.course().slice(2)).toEqual(["intent right", "done right", "intent both", "done both"]);
  });

  test("leaves with --keep everything in place, and says until when", async () => {
    const world = notes();
    const { exitCode, stdout } = await world.surestep([...unattended, "--keep", "90m"]);
    expect(exitCode).toBe(0);
    const kept = world.journal().at(-1);
    expect(kept?.type).toBe("kept");
    const [begun] = world.journal();
    const minutes = (Date.parse(kept?.until ?? "") - Date.parse(begun?.at ?? "")) / 60_000;
    expect(Math.round(minutes)).toBe(90);
    expect(stdout).toContain(
      `Kept on purpose until ${kept?.until?.slice(0, 16).replace("T", " ")} UTC; then clean it up.`,
    );
    expect(readdirSync(world.inRun("project")).toSorted()).toEqual(["both", "left", "node_modules", "right"]);
  });

  test("runs independent steps together, so many as --jobs says", async () => {
    // Each of the two waits for the other one's note: one after the other they would wait for ever.
    const world = notes({ left: writeAndAwait("left", "right"), right: writeAndAwait("right", "left") });
    expect((await world.surestep([...unattended, "--jobs", "2"])).exitCode).toBe(0);
    expect(world.course().slice(0, 2)).toEqual(["intent left", "intent right"]);
  });

  test("ends at the first failure with exit code 1, and says why, what exists, and how to go on", async () => {
    const world = notes({ both: "sh -c 'echo no-paper >&2; exit 4'" });
    const { exitCode, stdout } = await world.surestep(unattended);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✖ both: npm exec sh -c .* ended with exit code 4\.\n\s+│ no-paper/);
    expect(stdout).toMatch(/This exists of it:\n\s+- file left .*\n\s+- file right .*\n/);
    expect(world.course().slice(-1)).toEqual(["failed both"]);
    expect(leftInUse(world)).toEqual([]);
  });

  test("takes a command that ended well for nothing where it did not make what was asked for, or made more", async () => {
    const world = notes({ left: "touch elsewhere" });
    const { exitCode, stdout } = await world.surestep([...unattended, "--jobs", "1"]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("✖ left: A check does not hold.");
    expect(stdout).toMatch(/✖ file left\n\s+expected\s+there\n\s+found\s+not there/);
    expect(stdout).toContain("✖ not asked for: + file elsewhere (0 bytes, 0644)");
  });

  test("sets an input with --set, and refuses one that breaks its rule", async () => {
    const world = notes();
    const refused = await world.surestep([...unattended, "--set", "leftName=7"]);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("A name has letters.");
    expect(world.runs()).toEqual([]);
    await world.surestep([...unattended, "--set", "leftName=other", "--until", "left"]);
    expect(world.commands()).toEqual(["npm exec touch other"]);
  });

  test("ends with a sentence where NODE_EXTRA_CA_CERTS names a file that is not there, and leaves no run", async () => {
    const world = smallWorld(groupTutorial);
    const { exitCode, stderr } = await world.surestep(unattended, { env: { NODE_EXTRA_CA_CERTS: "/nope" } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The certificates that NODE_EXTRA_CA_CERTS names cannot be read: /nope");
    expect(world.runs()).toEqual([]);
    expect(leftInUse(world)).toEqual([]);
  });
});

describe("a folder with another run in it", () => {
  test("refuses by name to go on with the run of another tutorial", async () => {
    const world = notes();
    await world.surestep([...unattended, "--until", "left"]);
    const before = world.journal();
    const other = notes({ id: "letters" });
    const elsewhere = ["--tutorial", join(other.cwd, "tutorial.yaml")];
    for (const command of [unattended, ["status"], ["clean-up"]]) {
      const { exitCode, stdout, stderr } = await world.surestep([...command, ...elsewhere]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toContain("This is a run of 'Notes (notes)' (notes)");
      expect(stderr).toContain("the tutorial at hand is 'Notes (letters)' (letters)");
    }
    expect(world.journal()).toEqual(before);
    expect(existsSync(world.inRun("project", "left"))).toBe(true);
  });

  test("keeps away from a folder that another process uses, but takes it over from one that has ended", async () => {
    const world = notes();
    mkdirSync(join(world.cwd, ".surestep"));
    writeFileSync(join(world.cwd, ".surestep", "lock"), "4711 early");
    const refused = await world.surestep(unattended, { others: new Map([[4711, "early"]]) });
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("Another run (process 4711) is using this folder.");
    expect(world.runs()).toEqual([]);

    // Another process was given the id of the one that made the lock.
    const flags = [...unattended, "--until", "left"];
    expect((await world.surestep(flags, { others: new Map([[4711, "late"]]) })).exitCode).toBe(0);
    expect(leftInUse(world)).toEqual([]);
  });
});
