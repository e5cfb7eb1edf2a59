import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mask } from "../../src/azure/secret.ts";
import { pinWorld } from "./pin-world.ts";
import type { SmallWorld } from "./small-world.ts";

const journalText = (world: SmallWorld): string => readFileSync(world.inRun("journal.jsonl"), "utf8");

describe("a secret input", () => {
  test("reaches the step by a variable, a file or standard input, and is written nowhere", async () => {
    const pin = "sw0rd~fish/99";
    const verify = `if (!secrets.pin.matches(${JSON.stringify(pin)})) throw new Error("another pin");`;
    const ways = [
      { args: [], options: { env: { SURESTEP_SET_pin: pin } } },
      { args: ["--set", "pin=@pin.txt"], options: {} },
      { args: ["--set", "pin=-"], options: { stdin: `${pin}\n` } },
    ];
    for (const { args, options } of ways) {
      const world = pinWorld({ verify });
      writeFileSync(join(world.cwd, "pin.txt"), `${pin}\n`);
      const { exitCode, stdout, stderr } = await world.surestep(["tutorial", "--yes", ...args], options);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout + journalText(world)).not.toContain("sw0rd");
    }
  });

  test("is no business of the programs that are run", async () => {
    const world = pinWorld({ run: "sh -c 'export -p; touch note'" });
    await world.surestep(["tutorial", "--yes"], { env: { SURESTEP_SET_pin: "1234", MINE: "of-the-reader" } });
    expect(journalText(world)).toContain("MINE='of-the-reader'");
    expect(journalText(world)).not.toContain("SURESTEP_SET");
  });

  test("that breaks its rule is refused without being shown", async () => {
    const { exitCode, stdout, stderr } = await pinWorld().surestep(["tutorial", "--yes"], {
      env: { SURESTEP_SET_pin: "x~7" },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("A pin has four characters or more.");
    expect(stdout + stderr).not.toContain("x~7");
  });

  test("that a tutorial does not have is refused, also where a variable sets it", async () => {
    const { exitCode, stderr } = await pinWorld().surestep(["tutorial", "--yes"], {
      env: { SURESTEP_SET_pni: "1234" },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The tutorial has no input 'pni'.");
  });
});

describe("an input without a default", () => {
  test("has to be set where there is nobody to ask, and no run is left behind", async () => {
    const world = pinWorld();
    const { exitCode, stderr } = await world.surestep(["tutorial", "--yes"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The pin of the door (pin) is needed");
    for (const way of ["SURESTEP_SET_pin", "--set pin=@file", "--set pin=-"]) expect(stderr).toContain(way);
    expect(world.runs()).toEqual([]);
  });

  test("is a placeholder in a plan", async () => {
    const { stdout } = await pinWorld().surestep(["plan", "--json"]);
    expect(JSON.parse(stdout).inputs).toEqual({ pin: "${pin}" });
  });

  test("need not be set again to look at a run, or to clean it up", async () => {
    const world = pinWorld();
    await world.surestep(["tutorial", "--yes", "--until", "look"], { env: { SURESTEP_SET_pin: "1234" } });
    expect((await world.surestep(["status"])).exitCode).toBe(0);
    expect((await world.surestep(["clean-up"])).exitCode).toBe(0);
  });
});

test.each(["2026", "Look", "note", "verified", "done"])(
  "a secret that is an ordinary word changes nothing but itself: %s",
  async (pin) => {
    const [plain, secret] = [pinWorld(), pinWorld()];
    const run = (world: SmallWorld, value: string) =>
      world.surestep(["tutorial", "--yes"], { env: { SURESTEP_SET_pin: value } });
    const [before, after] = [await run(plain, "Zx7~q.9"), await run(secret, pin)];
    const steady = (text: string): string => text.replaceAll(/\d+\.\d+ s|small-world-\w+|\bt[0-9a-z]{9}\b/g, "…");
    expect(steady(after.stdout)).toBe(steady(before.stdout));
    expect(secret.course()).toEqual(plain.course());
    for (const { at } of secret.journal()) expect(Date.parse(at)).not.toBeNaN();
  },
);

test("a secret that is an ordinary word is masked where a program says it", async () => {
  const world = pinWorld({ run: "sh -c 'echo The year is 2026, of 2026-01-31; touch note'" });
  await world.surestep(["tutorial", "--yes"], { env: { SURESTEP_SET_pin: "2026" } });
  expect(journalText(world)).toContain(`"output":"The year is ${mask}, of 2026-01-31"`);
});
