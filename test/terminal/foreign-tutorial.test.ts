import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "./walk.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

function open(folder: string): Terminal {
  return openTerminal(["tutorial", "--tutorial", "test/tutorials/local/tutorial.yaml", "--folder", folder]);
}

test("a tutorial that does not come with Surestep shows its commands, and runs nothing when the reader stops there", async () => {
  const folder = newFolder();
  const terminal = open(folder);
  await terminal.waitFor(/y run it {3}q stop: nothing was run/);
  expect(terminal.screen()).toMatch(/local\/tutorial\.yaml does not come with Surestep/);
  expect(terminal.screen()).toMatch(/1 .*\n +\$ \w+ /);
  terminal.press("q");
  expect(await terminal.exitCode).toBe(130);
  expect(existsSync(join(folder, "runs"))).toBe(false);
});

test("it runs when the reader says so", async () => {
  const terminal = open(newFolder());
  await terminal.waitFor(/y run it/);
  terminal.press("y");
  await terminal.waitFor(/1 of \d · /);
  terminal.kill("SIGTERM");
  expect(await terminal.exitCode).toBe(130);
});
