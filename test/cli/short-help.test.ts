import { resolve } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { summaries } from "../../src/cli/short-help.ts";
import { surestep } from "./small-io.ts";

describe("the whole help", () => {
  test.each(Object.keys(summaries))("writes '%s' as the command's own help does", async (command) => {
    const [name = "", ...takes] = command.split(" ");
    const { stdout } = await surestep([name, "--help"]);
    expect(stdout.split("\n")[0]).toBe(["Usage: surestep", name, "[options]", ...takes].join(" "));
  });

  test("has all commands that are completed", async () => {
    const { stdout } = await surestep(["completion", "bash"]);
    const names = Object.keys(summaries).map((command) => command.split(" ")[0]);
    expect(stdout).toContain(`local words="${names.join(" ")}"`);
  });

  test("is the same for --help, -h, help, and where nothing was asked for", async () => {
    const { stdout } = await surestep(["--help"]);
    for (const args of [["-h"], ["help"], ["--no-color", "--help"]]) expect((await surestep(args)).stdout).toBe(stdout);
    expect((await surestep([])).stderr).toContain(stdout);
  });

  test("is printed by the program itself, which loads no command line for it", async () => {
    const { stdout } = await surestep(["--help"]);
    const program = await execa(process.execPath, [resolve("src/cli/main.js"), "--help"], { stripFinalNewline: false });
    expect(program.stdout).toBe(stdout);
  });
});
