import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { notes } from "../notes.ts";

test("simulate prints the variables that lead a shell to it, and ends with exit code 0 when it is stopped", async () => {
  const world = notes();
  const temporary = join(world.cwd, "temporary");
  mkdirSync(temporary);
  vi.stubEnv("TMPDIR", temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { io, ended } = world.begin(["simulate"]);
  await vi.waitFor(() => expect(io.written.stdout).toContain("export PATH="), { timeout: 20_000 });
  expect(io.written.stdout).toMatch(/^# A simulated Azure is running; Ctrl-C stops it\./);
  expect(io.written.stdout).toMatch(/export HTTPS_PROXY=http:\/\/surestep:[\w-]{32}@127\.0\.0\.1:\d+\n/);
  expect(io.written.stdout).toContain("export npm_config_noproxy=registry.example.com\n");
  io.send("SIGINT");
  expect(await ended).toMatchObject({ exitCode: 0, stderr: "" });
  expect(readdirSync(temporary)).toEqual([]);
});

test("simulate runs a command inside, whose az reaches it, and passes its exit code on", async () => {
  const world = notes();
  const script = "az account show --query name --output tsv; exit 7";
  const { exitCode, stdout } = await world.surestep(["simulate", "--az", "builtin", "--", "sh", "-c", script]);
  expect(exitCode).toBe(7);
  expect(stdout).toMatch(/\w+\n$/);
});

test("simulate keeps its state in the folder of --folder, and leaves nothing in use there", async () => {
  const world = notes();
  const create = ["az", "group", "create", "-n", "kept", "-l", "eastus", "--output", "none"];
  const exists = ["az", "group", "exists", "-n", "kept"];
  for (const command of [create, exists]) {
    const { exitCode, stdout } = await world.surestep(["simulate", "--folder", "state", "--", ...command]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: command === exists ? "true\n" : "" });
  }
  expect(existsSync(join(world.cwd, "state", "environment.json"))).toBe(false);
});

test("simulate refuses a port that is taken, and certificates that are not there", async () => {
  const world = notes();
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await vi.waitFor(() => expect(server.listening).toBe(true));
  const { port } = server.address() as AddressInfo;
  const taken = await world.surestep(["simulate", "--port", String(port)]);
  expect(taken.exitCode).toBe(2);
  expect(taken.stderr).toContain(`The port ${port} is taken by another program.`);
  const unreadable = await world.surestep(["simulate"], { env: { NODE_EXTRA_CA_CERTS: "/nope" } });
  expect(unreadable.exitCode).toBe(2);
  expect(unreadable.stderr).toContain("The certificates that NODE_EXTRA_CA_CERTS names cannot be read: /nope");
});

test("simulate says so when the command inside cannot be started", async () => {
  const { exitCode, stderr } = await notes().surestep(["simulate", "--", "nothing"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("nothing could not be started.");
});
