import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { surestep } from "../small-io.ts";

const commands = [
  "tutorial",
  "list",
  "plan",
  "hint",
  "status",
  "clean-up",
  "shell",
  "sweep",
  "matrix",
  "simulate",
  "az",
];

/** What bash offers behind these words, the last of them half typed. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout: script } = await surestep(["completion", "bash"]);
  const typed = words.map((word) => `'${word}'`).join(" ");
  const line = `COMP_WORDS=(${typed}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _surestep; echo "\${COMPREPLY[@]}"`;
  const { stdout } = await execa("bash", ["--norc", "-c", `${script}${line}`]);
  return stdout.split(" ");
}

describe("completion", () => {
  test("completes commands in bash, and behind a command its options", async () => {
    expect(await offered("surestep", "s")).toEqual(["status", "shell", "sweep", "simulate"]);
    expect(await offered("surestep", "tutorial", "--s")).toEqual(["--step", "--simulated", "--set"]);
    expect(await offered("surestep", "clean-up", "--no-w")).toEqual(["--no-wait"]);
  });

  test.each(["bash", "zsh", "fish"])("knows every command in %s", async (shell) => {
    const { exitCode, stdout } = await surestep(["completion", shell]);
    expect(exitCode).toBe(0);
    expect(commands.filter((name) => !stdout.includes(name))).toEqual([]);
    expect(stdout).toContain("dry-run");
  });

  test("is refused for a shell that it does not know", async () => {
    const { exitCode, stdout, stderr } = await surestep(["completion", "csh"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("There is one for bash, zsh and fish");
  });
});
