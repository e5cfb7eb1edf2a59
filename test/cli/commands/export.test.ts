import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { notes } from "../notes.ts";
import { surestep } from "../small-io.ts";

const tutorial = ["--tutorial", resolve("tutorial.yaml")];
/** A simulated run of a script takes its seconds. */
const patience = 120_000;

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "export-"));
});

afterEach(() => {
  rmSync(cwd, { recursive: true });
});

test("export markdown writes an article that check finds covered", async () => {
  const { exitCode, stdout } = await surestep(["export", "markdown"]);
  expect(exitCode).toBe(0);
  const check = await surestep(["check", "-", "--no-copy", ...tutorial], { cwd, stdin: stdout });
  expect(check.stdout).toMatch(/100 % of \d+: \d+ covered, 1 differ on purpose, 0 changed, 0 not covered, 0 gone/);
  expect(check.stdout).not.toMatch(/^ +\d+ {2}(CHANGED|NOT COVERED)/m);
});

test("export bash writes a script into a file that can be run, and prints nothing", async () => {
  const { exitCode, stdout, stderr } = await surestep(["export", "bash", "--out", "run.sh", ...tutorial], { cwd });
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  expect(statSync(join(cwd, "run.sh")).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(cwd, "run.sh"), "utf8")).toBe((await surestep(["export", "bash"])).stdout);
});

test("export writes a tutorial without a cloud, too", async () => {
  const world = notes();
  const markdown = await world.surestep(["export", "markdown"]);
  expect(markdown.stdout).toContain("```console\nrm -rf both\n\nrm -rf right\n\nrm -rf '<left-name>'\n```");
  const check = await world.surestep(["check", "-"], { stdin: markdown.stdout });
  expect(check.stdout).toContain("100 % of 6: 6 covered");
  const bash = await world.surestep(["export", "bash"]);
  expect(bash.stdout).toContain('        remove rm -rf "${left_name}"\n');
});

test("export refuses what it cannot write, and where it cannot write", async () => {
  const format = await surestep(["export", "fish", ...tutorial], { cwd });
  expect({ exitCode: format.exitCode, stdout: format.stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(format.stderr).toContain("There is no export to 'fish'.");
  const place = await surestep(["export", "bash", "--out", "nowhere/run.sh", ...tutorial], { cwd });
  expect(place.exitCode).toBe(2);
  expect(place.stderr).toContain("nowhere/run.sh cannot be written.");
});

/** Runs commands of a shell there, one after the other in one Azure. @returns what they printed */
async function shell(script: string, env: Record<string, string> = {}): Promise<string> {
  await surestep(["export", "bash", "--out", "run.sh", ...tutorial], { cwd });
  const bin = join(cwd, "bin");
  mkdirSync(bin);
  // The packages are those of this project: nothing is installed.
  writeFileSync(join(bin, "npm"), '#!/bin/sh\n[ "$1" != config ] || echo https://registry.example.com/\n');
  chmodSync(join(bin, "npm"), 0o755);
  mkdirSync(join(cwd, "temporary"));
  const path = [bin, dirname(process.execPath), process.env["PATH"]].join(":");
  const { stdout } = await surestep(["simulate", "--az", "builtin", "--", "bash", "-c", script], {
    cwd,
    env: { PATH: path, TMPDIR: join(cwd, "temporary"), ...env },
  });
  return stdout;
}

const packages = { NODE_PATH: resolve("node_modules") };
const count = "--query 'length(@)' --output tsv";
const deleted = (what: string): string =>
  `az rest --url https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.${what} --query 'length(value)'`;
const inventory = [
  ...[`az group list ${count}`, `az keyvault list-deleted ${count}`, `az ad app list ${count}`],
  ...[deleted("application"), deleted("servicePrincipal")],
].join("; ");
const nothing = "0\n0\n0\n0\n0\n";

describe("the exported script, in a simulated Azure,", () => {
  test(
    "keeps a secret, and leaves nothing behind",
    async () => {
      const said = await shell(`./run.sh; echo "code $?"; ${inventory}`, { ...packages, ACCESS: "rbac" });
      expect(said).toContain("Set the secret 'mySecret'.\n");
      expect(said).toContain("== Run the complete program\n");
      expect(said.slice(said.indexOf("code "))).toBe(`code 0\n${nothing}`);
      expect(readdirSync(join(cwd, "temporary"))).toEqual([]);
    },
    patience,
  );

  test(
    "leaves nothing behind when a step fails",
    async () => {
      const said = await shell(`./run.sh; echo "code $?"; ${inventory}`);
      expect(said).not.toContain("Set the secret");
      expect(said.slice(said.indexOf("code "))).toBe(`code 1\n${nothing}`);
    },
    patience,
  );

  test(
    "refuses a group that is there already, and leaves it alone",
    async () => {
      const mine = "az group create -n mine -l eastus --output none";
      const said = await shell(`${mine}; RESOURCE_GROUP=mine ./run.sh; echo "code $?"; az group exists -n mine`);
      expect(said.slice(said.indexOf("code "))).toBe("code 2\ntrue\n");
      expect(said).not.toContain("== Create a service principal");
    },
    patience,
  );

  test(
    "keeps everything where it is asked to",
    async () => {
      const said = await shell(`./run.sh; ${inventory}`, { KEEP: "yes" });
      expect(said.slice(-10)).toBe("1\n0\n1\n0\n0\n");
    },
    patience,
  );
});
