import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { formatMark } from "../../src/tutorial/mark.ts";
import { azScript } from "../cli/live.ts";
import { openTerminal } from "./terminal.ts";
import { journalOf, newFolder, typeAz, walk } from "./walk.ts";

test("a reader who starts over has the old run cleaned up, and a new one begun", async () => {
  const folder = newFolder();
  const first = walk(folder, ["--yes", "--until", "check-prerequisites"]);
  expect(await first.exitCode).toBe(0);
  const second = walk(folder);
  await second.waitFor(/n start over/);
  second.press("n");
  await second.waitFor(/Summary[\s\S]*1 of 11[\s\S]*Enter run it/);
  second.press("q");
  expect(await second.exitCode).toBe(0);
  expect(readdirSync(join(folder, "runs"))).toHaveLength(2);
});

test("after a failure the reader is told why and what to do, and tries again, does it by hand, or stops", async () => {
  const folder = newFolder();
  const terminal = walk(folder, ["--only", "create-vault", "--set", "location=atlantis"]);
  await terminal.waitFor(/1 of 11[\s\S]*Enter run it/);
  terminal.press("\r");
  await terminal.waitFor(/3 of 11[\s\S]*Enter run it/);
  terminal.press("\r");
  await terminal.waitFor(/LocationNotAvailable[\s\S]*r try again {3}h by hand {3}e explain more {3}q stop here/);
  terminal.press("r");
  await terminal.waitFor(/› try again[\s\S]*LocationNotAvailable[\s\S]*r try again {3}h by hand/);
  terminal.press("h");
  await terminal.waitFor(/Type the commands in another terminal[\s\S]*Waiting for you/);
  terminal.press("q");
  expect(await terminal.exitCode).toBe(0);
  expect(terminal.screen()).toContain("These steps were begun, and may have made more: create-vault.");
});

test("by hand, what can be found out is not asked for, and what only the reader sees can be told", async () => {
  const folder = newFolder();
  const terminal = walk(folder, ["--hands-on", "--only", "create-service-principal"]);
  await terminal.waitFor(
    /4 of 11[\s\S]*· application surestep-\w+ \(not there\)[\s\S]*v enter clientSecret {3}d do this one/,
  );
  const printed = await typeAz(folder, /\$ az (ad sp create-for-rbac .*)/.exec(terminal.screen())?.[1] ?? "");
  const { appId, password } = JSON.parse(printed);
  const url = `https://graph.microsoft.com/v1.0/applications(appId='${appId}')`;
  const [id = ""] = readdirSync(join(folder, "runs"));
  await typeAz(folder, `rest --method PATCH --url ${url} --body {"notes":"surestep=${formatMark(id)}"}`);
  await terminal.waitFor(/clientSecret is known \(nothing yet\)/);
  terminal.press("v");
  await terminal.waitFor(/clientSecret, from what your command printed/);
  terminal.press(`${password}\r`);
  await terminal.waitFor(/✔ the application can sign in, as itself/);
  expect(await terminal.exitCode).toBe(0);
  expect(terminal.written()).not.toContain(password);
});

test("only a step that no later one needs can be skipped, and the run ends without it", async () => {
  const folder = newFolder();
  const first = walk(folder, ["--yes", "--until", "set-secret"]);
  expect(await first.exitCode).toBe(0);
  expect(first.screen()).not.toContain("s skip");
  const second = walk(folder, ["--step", "get-secret"]);
  await second.waitFor(/8 of 11[\s\S]*Enter run it {3}h by hand {3}s skip/);
  second.press("s");
  await second.waitFor(/9 of 11[\s\S]*Enter run it/);
  second.press("q");
  expect(await second.exitCode).toBe(0);
  expect(journalOf(folder).slice(-2)).toMatchObject([{ type: "skipped", step: "get-secret" }, { type: "ended" }]);
});

test("a second Ctrl-C ends it at once, though the command will not stop", async () => {
  const folder = newFolder();
  const az = join(folder, "az");
  const stubborn = azScript('"account show"*) trap "" INT TERM; : >"$0.deaf"; sleep 20 ;;');
  writeFileSync(az, `#!/bin/sh\n${stubborn}\n`, { mode: 0o755 });
  const terminal = openTerminal(["tutorial", "--simulated", "--yes", "--az", az, "--folder", join(folder, "base")]);
  await terminal.waitFor(/az account show/);
  await vi.waitUntil(() => existsSync(`${az}.deaf`), 30_000);
  const pressed = Date.now();
  terminal.press("\x03");
  // Two signals that arrive at the same instant would be delivered as one.
  await terminal.waitFor(/Ctrl-C again/);
  terminal.press("\x03");
  expect(await terminal.exitCode).toBe(130);
  // Waiting for the command takes five seconds, after which it is killed.
  expect(Date.now() - pressed).toBeLessThan(4000);
});
