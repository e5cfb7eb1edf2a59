import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { notes } from "../notes.ts";
import { leftInUse, type SmallWorld } from "../small-world.ts";

/** Runs the tutorial as far as a step, and leaves in place what it made. */
async function keep(world: SmallWorld, until = "left"): Promise<SmallWorld> {
  expect((await world.surestep(["tutorial", "--yes", "--until", until, "--jobs", "1"])).exitCode).toBe(0);
  return world;
}

describe("clean-up", () => {
  test("removes what a run made, proves it, holds the end against the beginning, and leaves the journal", async () => {
    const world = await keep(notes(), "both");
    const { exitCode, stdout } = await world.surestep(["clean-up"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Cleaning up run ${world.runs()[0]}`);
    expect(stdout).toMatch(/Removed, and proved:\n\s+- file left .*\n\s+- file right .*\n\s+- file both .*\n/);
    expect(stdout).toContain("This machine is as it was before the run.");
    expect(world.course().slice(-6)).toEqual([
      "intent clean-up",
      ...["left", "right", "both"].map((note) => `gone file ${note} (0 bytes, 0644)`),
      ...["done clean-up", "cleaned"],
    ]);
    expect(readdirSync(world.inRun())).toEqual(["journal.jsonl"]);
    expect(leftInUse(world)).toEqual([]);
  });

  test("takes the run of --run, and without it the one that is unfinished", async () => {
    const world = await keep(notes());
    await world.surestep(["clean-up"]);
    await keep(world);
    const [first = "", second = ""] = world.runs();
    const named = await world.surestep(["clean-up", "--run", second]);
    expect(named.stdout).toContain(`Cleaning up run ${second}`);
    await keep(world);
    const { stdout } = await world.surestep(["clean-up"]);
    expect(stdout).toContain(`Cleaning up run ${world.runs().find((id) => id !== first && id !== second)}`);
  });

  test("of a run that was cleaned up removes what a process that was killed then left of its files", async () => {
    const world = await keep(notes());
    await world.surestep(["clean-up"]);
    writeFileSync(world.inRun("environment.sh"), "export PASSWORD=left\n");
    const [id = ""] = world.runs();
    const { exitCode, stdout } = await world.surestep(["clean-up", "--run", id]);
    expect([exitCode, stdout]).toEqual([0, `Run ${id} was cleaned up before: it left nothing.\n`]);
    expect(readdirSync(world.inRun())).toEqual(["journal.jsonl"]);
  });

  test("is refused where there is no run, one that was cleaned up, or none of that id", async () => {
    const world = notes();
    const none = await world.surestep(["clean-up"]);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain("Begin one with: npm run tutorial");
    await keep(world);
    await world.surestep(["clean-up"]);
    const again = await world.surestep(["clean-up"]);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain(`The last one, ${world.runs()[0]}, left nothing.`);
    const unknown = await world.surestep(["clean-up", "--run", "nothing"]);
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain(`There are ${world.runs()[0]}.`);
  });
});

/** A run whose journal cannot be read from its third step on. */
async function broken(): Promise<{ world: SmallWorld; line: number }> {
  const world = await keep(notes(), "both");
  const file = world.inRun("journal.jsonl");
  const lines = readFileSync(file, "utf8").split("\n");
  const line = lines.findIndex((text) => text.includes('"intent"') && text.includes('"both"'));
  lines[line] = '{"type":"intent","step":';
  writeFileSync(file, lines.join("\n"));
  return { world, line: line + 1 };
}

describe("a journal with a broken line", () => {
  test.each([[["status"]], [["tutorial", "--yes"]]])(
    "is refused by %j, with the file, the line and a way out",
    async (args) => {
      const { world, line } = await broken();
      const { exitCode, stderr } = await world.surestep(args);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(
        `The journal of this run cannot be read: ${world.inRun("journal.jsonl")}:${line}: it is not JSON.`,
      );
      expect(stderr).toContain("'surestep clean-up' removes what the lines before it tell of.");
      expect(leftInUse(world)).toEqual([]);
    },
  );

  test("is no hindrance to its own clean-up, which works from the lines before it", async () => {
    const { world } = await broken();
    const { exitCode } = await world.surestep(["clean-up"]);
    expect(exitCode).toBe(0);
    const gone = ["gone file left (0 bytes, 0644)", "gone file right (0 bytes, 0644)"];
    expect(world.course()).toEqual(expect.arrayContaining([...gone, "done clean-up", "cleaned"]));
    // The note that the lost lines tell of goes with the project.
    expect(existsSync(world.inRun("project"))).toBe(false);
  });

  test("is nothing to the other runs in the folder", async () => {
    const { world } = await broken();
    const [first = ""] = world.runs();
    writeFileSync(world.inRun("journal.jsonl"), `not JSON\n`);
    const { exitCode } = await world.surestep(["tutorial", "--yes", "--until", "left"]);
    expect(exitCode).toBe(0);
    expect(world.runs()).toHaveLength(2);
    expect(world.runs()[0]).toBe(first);
    expect((await world.surestep(["status"])).exitCode).toBe(0);
    expect((await world.surestep(["clean-up"])).exitCode).toBe(0);
  });
});
