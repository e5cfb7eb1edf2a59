import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pinWorld } from "../cli/pin-world.ts";
import { openTerminal } from "./terminal.ts";
import { newFolder } from "./walk.ts";

/** What is typed, a key after the other. */
const pin = "sw0rd~fish/99";

test.each([
  ["that has no default and was not set", []],
  ["that is to be read from standard input", ["--set", "pin=-"]],
])("a secret input %s is asked for hidden, until it keeps its rule", async (_, flags) => {
  const world = pinWorld();
  const folder = newFolder();
  const args = [
    "tutorial",
    "--tutorial",
    join(world.cwd, "tutorial.yaml"),
    "--folder",
    folder,
    "--simulated",
    ...flags,
  ];
  const terminal = openTerminal(args, { environment: { PATH: world.bin } });
  await terminal.waitFor(/y run it/);
  terminal.press("y");
  await terminal.waitFor(/pin, the pin of the door/);
  terminal.press("x~7\r");
  await terminal.waitFor(/A pin has four characters or more/);
  terminal.press(`\u007F\u007F\u007F${pin}\r`);
  await terminal.waitFor(/1 of 2 · Look[\s\S]*Enter run it/);
  terminal.press("\r");
  await terminal.waitFor(/2 of 2[\s\S]*Enter run it/);
  terminal.press("q");
  expect(await terminal.exitCode).toBe(0);
  const [id = ""] = readdirSync(join(folder, "runs"));
  const written = terminal.written() + readFileSync(join(folder, "runs", id, "journal.jsonl"), "utf8");
  expect(written).not.toMatch(/sw0rd|x~7/);
});

test("Ctrl-C at that question leaves no run behind", async () => {
  const world = pinWorld();
  const folder = newFolder();
  const args = ["tutorial", "--tutorial", join(world.cwd, "tutorial.yaml"), "--folder", folder, "--simulated"];
  const terminal = openTerminal(args, { environment: { PATH: world.bin } });
  await terminal.waitFor(/y run it/);
  terminal.press("y");
  await terminal.waitFor(/pin, the pin of the door/);
  terminal.press("\x03");
  expect(await terminal.exitCode).toBe(130);
  expect(readdirSync(join(folder, "runs"))).toEqual([]);
});
