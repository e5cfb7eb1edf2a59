import { resolve } from "node:path";
import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { openTerminal } from "./terminal.ts";
import { journalOf, newFolder, typeAz, walk } from "./walk.ts";

const escape = "\x1b";
describe("a walk", () => {
  test("shows its keys, explains, runs a step and shows its checks, stops, and offers to go on or clean up", async () => {
    const folder = newFolder();
    const first = walk(folder);
    await first.waitFor(/Enter run it {3}h by hand {3}e explain more {3}q stop here/);
    expect(first.screen()).toContain("1 of 11 · Check what is needed");
    expect(first.screen()).toContain("$ az version --output json");
    first.press("e");
    await first.waitFor(/Where this departs from the article/);
    first.press("\r");
    await first.waitFor(/2 of 11[\s\S]*Enter run it/);
    expect(first.screen()).toContain("✔ Check what is needed (");
    expect(first.screen()).toMatch(/✔ Node\.js is new enough for the Azure SDK: expected 20 or newer, found \d+/);
    first.press("q");
    expect(await first.exitCode).toBe(0);
    expect(first.screen()).toMatch(
      /Go on: {4}npm run tutorial -- --folder \S+\n {2}Clean up: npm run surestep -- clean-up --run \w+ --folder/,
    );

    const second = walk(folder);
    await second.waitFor(/is unfinished: it stands before install-packages/);
    await second.waitFor(/Enter go on {3}n start over, after cleaning up {3}c clean up {3}q do nothing/);
    second.press("c");
    expect(await second.exitCode).toBe(0);
    expect(journalOf(folder).slice(-2)).toMatchObject([{ type: "cleaned" }, { type: "ended", exitCode: 0 }]);
  });

  test("waits for commands that are typed by hand, and does the step when it is asked to", async () => {
    const folder = newFolder();
    const terminal = walk(folder, ["--only", "create-vault"]);
    await terminal.waitFor(/1 of 11[\s\S]*Enter run it/);
    terminal.press("\r");
    await terminal.waitFor(/3 of 11[\s\S]*Enter run it/);
    terminal.press("h");
    await terminal.waitFor(/Waiting for you; verifying every few seconds/);
    await terminal.waitFor(/· resource group surestep-\w+ \(not there\)/);
    await typeAz(folder, /\$ az (group create .*)/.exec(terminal.screen())?.[1] ?? "");
    await terminal.waitFor(/✔ resource group surestep-\w+\n/);
    terminal.press("d");
    await terminal.waitFor(/✔ Create a resource group and a key vault \(/);
    expect(await terminal.exitCode).toBe(0);
  });
});

describe("Ctrl-C", () => {
  test("at a prompt says what exists and how to go on, and gives the screen back", async () => {
    const folder = newFolder();
    const terminal = walk(folder);
    await terminal.waitFor(/Enter run it/);
    terminal.press("\x03");
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.screen()).toMatch(/Go on:[\s\S]*Clean up:[\s\S]*Stopped\./);
    expect(terminal.written().lastIndexOf("\x1b[?25h")).toBeGreaterThanOrEqual(
      terminal.written().lastIndexOf("\x1b[?25l"),
    );
  });

  test.each(["\x03", "SIGTERM", "SIGHUP"])(
    "or a signal ends the command that runs, and the journal is whole (%j)",
    async (how) => {
      const folder = newFolder();
      const terminal = walk(folder, ["--yes"]);
      await terminal.waitFor(/npm install/);
      if (how.startsWith("SIG")) terminal.kill(how);
      else terminal.press(how);
      expect(await terminal.exitCode).toBe(130);
      expect(journalOf(folder).slice(-2)).toMatchObject([
        { type: "intent", step: "install-packages" },
        { type: "ended", exitCode: 130, class: "interrupted" },
      ]);
      // Where the terminal was closed nobody reads this any more.
      expect(how === "SIGHUP" || terminal.screen().includes("These steps were begun, and may have made more: ")).toBe(
        true,
      );
      expect(terminal.written().lastIndexOf("\x1b[?25h")).toBeGreaterThanOrEqual(
        terminal.written().lastIndexOf("\x1b[?25l"),
      );
    },
  );
});

describe("the screen", () => {
  test.each([
    ["NO_COLOR", [], { NO_COLOR: "1" }],
    ["--no-color", ["--no-color"], {}],
  ])("has no colours with %s", async (_, flags, environment) => {
    const terminal = openTerminal(["list", ...flags], { environment });
    await terminal.exitCode;
    expect(
      terminal
        .written()
        .split(escape)
        .some((part) => /^\[[\d;]*m/.test(part)),
    ).toBe(false);
    expect(terminal.screen()).toContain("create-vault");
  });

  test.each([
    [80, 24],
    [200, 50],
  ])("keeps prose within %i columns", async (columns, rows) => {
    const terminal = openTerminal(["hint", "create-vault"], { columns, rows });
    await terminal.exitCode;
    const lines = terminal.screen().split("\n");
    expect(lines.every((line) => line.length <= Math.min(columns, 100) || line.includes("("))).toBe(true);
    expect(terminal.screen()).toContain("Vault names are global");
  });

  test("moves no cursor in plain mode", async () => {
    const terminal = walk(newFolder(), ["--yes", "--plain", "--until", "check-prerequisites"]);
    expect(await terminal.exitCode).toBe(0);
    expect(
      terminal
        .written()
        .split(escape)
        .some((part) => /^\[\d*[ABCDGHJKf]/.test(part)),
    ).toBe(false);
  });
});

test("without a terminal nothing waits for input, even where input never ends", async () => {
  const folder = newFolder();
  const words = ["tutorial", "--simulated", "--az", "builtin", "--folder", folder, "--until", "check-prerequisites"];
  const child = spawn(process.execPath, [resolve("src/cli/main.js"), ...words], { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (data: Buffer) => (text += data.toString()));
  expect(await new Promise((done) => child.on("exit", done))).toBe(0);
  child.stdin.end();
  expect(text).toContain("✔ Check what is needed (");
});
