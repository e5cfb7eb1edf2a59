import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { surestep } from "./small-io.ts";

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "main-"));
});

afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const tutorial = ["--tutorial", resolve("tutorial.yaml")];

/** The folders of runs in the folder where the command was called. */
function runs(): string[] {
  const folder = join(cwd, ".surestep", "runs");
  return existsSync(folder) ? readdirSync(folder) : [];
}

describe("the command line", () => {
  test("shows its help on standard output, in a screen of 24 lines and 80 columns", async () => {
    const { exitCode, stdout, stderr } = await surestep(["--help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test.each([[[]], [["tutorail"]], [["list", "--jsno"]], [["matrix"]], [["sweep", "--older-than", "2"]]])(
    "refuses %j on standard error, with exit code 2",
    async (args) => {
      const { exitCode, stdout, stderr } = await surestep(args);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).not.toBe("");
    },
  );

  test("words an error on standard error, with colours where the environment asks for them", async () => {
    const args = ["list", "--tutorial", "nothing.yaml"];
    const { exitCode, stdout, stderr } = await surestep(args, { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^✖ /);
    expect((await surestep(args, { cwd, env: { FORCE_COLOR: "2" } })).stderr).toContain("\u001B[31m✖");
    expect((await surestep([...args, "--no-color"], { cwd, env: { FORCE_COLOR: "2" } })).stderr).toBe(stderr);
  });

  test("takes paths from the folder in which it was called", async () => {
    const args = ["list", "--json", "--tutorial", "../tutorial.yaml"];
    const { exitCode, stdout } = await surestep(args, { cwd: resolve("test") });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(11);
  });
});

describe("the tutorial is refused, and leaves no run behind,", () => {
  test.each([
    ["for two Azures", ["--live", "--simulated"], /--live.*--simulated/],
    ["for one step and an end", ["--only", "set-secret", "--until", "set-secret"], /--only.*--until/],
    ["for one step and a beginning", ["--only", "set-secret", "--step", "set-secret"], /--only.*--step/],
    ["for an end before the beginning", ["--step", "9", "--until", "8"], /comes after/],
    ["for a step that there is not", ["--until", "nothing"], /no step 'nothing'/],
    ["for an az that there is not", ["--az", "/nope"], /\/nope is no az/, 3],
    ["for an input that there is not", ["--az", "builtin", "--set", "nothing=1"], /nothing/],
    ["for a live run with the stand-in", ["--live", "--az", "builtin"], /stand-in/],
  ] as const)("%s", async (_, args, said, code: number | undefined = 2) => {
    const { exitCode, stderr } = await surestep(["tutorial", "--yes", ...tutorial, ...args], { cwd });
    expect(stderr).toMatch(said);
    expect(exitCode).toBe(code);
    expect(runs()).toEqual([]);
  });
});

test("the path of an az starts from the folder in which the command was called", async () => {
  mkdirSync(join(cwd, "bin"));
  const script = `#!/bin/sh\nexec "${process.execPath}" "${resolve("src/simulator/az/main.ts")}" "$@"\n`;
  writeFileSync(join(cwd, "bin", "az"), script, { mode: 0o755 });
  const inside = ["--", process.execPath, "--print", "process.env.PATH"];
  const { exitCode, stdout } = await surestep(["simulate", "--az", "bin/az", ...inside], { cwd });
  expect(exitCode).toBe(0);
  expect(stdout.split(":")[0]).toBe(join(cwd, "bin"));
});
