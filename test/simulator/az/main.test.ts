import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import type { RequestRecord } from "../../../src/simulator/proxy.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import type { Simulator } from "../../../src/simulator/simulator.ts";
import type { Latency } from "../../../src/simulator/latency.ts";

const main = join(import.meta.dirname, "../../../src/simulator/az/main.ts");

async function az(args: readonly string[], env: Record<string, string> = {}) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [main, ...args], {
    env,
    extendEnv: false,
    reject: false,
    stdin: "ignore",
  });
  return { exitCode, stdout, stderr };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "surestep-az-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** The environment in which an az reaches a simulator and nothing else. */
function environment({ proxyUrl, caFile }: Simulator, profile: string): Record<string, string> {
  return { HTTPS_PROXY: proxyUrl, REQUESTS_CA_BUNDLE: caFile, AZURE_CONFIG_DIR: profile };
}

/** A simulator, and an environment in which the built-in az works with it. */
async function simulate(latency: Partial<Latency> = {}, now = Date.now) {
  const folder = temporaryFolder();
  const requests: RequestRecord[] = [];
  const simulator = await startSimulator({ folder, latency, now, onRequest: (request) => requests.push(request) });
  onTestFinished(() => simulator.close());
  const profile = join(folder, "profile");
  return { simulator, requests, profile, env: environment(simulator, profile) };
}

describe("about itself, az", () => {
  test("says for which version it stands in, and that it does", async () => {
    const { exitCode, stdout } = await az(["version"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ "azure-cli": "2.91.0", "surestep-stand-in": true });
    expect((await az(["--version"])).stdout).toMatch(/^azure-cli 2\.91\.0\n[\s\S]*stand-in/);
  });

  test("lists its commands, all of them or those of a group", async () => {
    const all = await az(["--help"]);
    expect(all.stdout).toContain("stand-in");
    expect(all.stdout).toContain("    az keyvault secret show\n");
    const some = await az(["group", "-h"]);
    expect(some.stdout).toContain("    az group delete\n");
    expect(some.stdout).not.toContain("az keyvault");
  });

  test("lists the arguments of a command", async () => {
    expect((await az(["group", "create", "--help"])).stdout).toContain("    --location -l [Required]\n");
  });
});

describe("a command line that it cannot read", () => {
  test.each([
    [["gruop", "list"], "ERROR: 'gruop' is misspelled or not recognized by the system."],
    [["group", "lst"], "ERROR: 'lst' is misspelled or not recognized by the system."],
    [["group"], "ERROR: the following arguments are required: _subcommand"],
    [["group", "create", "-n", "x"], "ERROR: the following arguments are required: --location/-l"],
    [["account", "show", "--query", "[?"], "ERROR: argument --query: invalid jmespath_type value: '[?'"],
    [["account", "show", "-o", "table"], "ERROR: This stand-in for the Azure CLI does not write table."],
  ])("%j is exit code 2", async (args, error) => {
    const answer = await az(args);
    expect(answer.stderr.startsWith(error)).toBe(true);
    expect(answer).toMatchObject({ exitCode: 2, stdout: "" });
  });
});

describe("it reaches nothing but a simulator", () => {
  test.each([
    ["without a proxy", {}],
    ["with a proxy elsewhere", { HTTPS_PROXY: "http://proxy.example:3128" }],
    ["with what is no proxy", { HTTPS_PROXY: "127.0.0.1" }],
  ])("%s it refuses to run", async (_, env) => {
    const answer = await az(["login"], { AZURE_CONFIG_DIR: temporaryFolder(), ...env });
    expect(answer).toMatchObject({ exitCode: 1, stdout: "" });
    expect(answer.stderr).toMatch(/^ERROR: This az is a stand-in that works with a simulated Azure only/);
  });

  test("it trusts the simulator's authority only where it is told to", async () => {
    const { env } = await simulate();
    const answer = await az(["login"], { ...env, REQUESTS_CA_BUNDLE: "" });
    expect(answer.exitCode).toBe(1);
    expect(answer.stderr).toContain("login.microsoftonline.com");
    expect(
      await az(["login"], { ...env, REQUESTS_CA_BUNDLE: "", NODE_EXTRA_CA_CERTS: env["REQUESTS_CA_BUNDLE"] ?? "" }),
    ).toMatchObject({
      exitCode: 0,
    });
  });
});

describe("signed in, az", () => {
  test("keeps who signed in, for itself alone, until they sign out", async () => {
    const { env, profile } = await simulate();
    const login = await az(["login", "--use-device-code"], env);
    expect(login.stderr).toMatch(
      /^To sign in, use a web browser to open the page \S+ and enter the code \S+ to authenticate\.$/,
    );
    const [file = ""] = readdirSync(profile);
    expect(statSync(join(profile, file)).mode & 0o777).toBe(0o600);
    expect(await az(["account", "show", "--query", "user.name", "-o", "tsv"], env)).toMatchObject({
      stdout: "learner@surestepsimulation.onmicrosoft.com",
    });
    await az(["logout"], env);
    expect(await az(["account", "show"], env)).toMatchObject({ exitCode: 1 });
  });

  test("sends the requests that az sends, in its order", async () => {
    const { env, simulator, requests } = await simulate();
    await az(["login"], env);
    await az(["group", "create", "-n", "g", "-l", "eastus"], env);
    await az(["keyvault", "create", "-n", "order-vault", "-g", "g", "--enable-rbac-authorization", "false"], env);
    await az(["keyvault", "secret", "set", "--vault-name", "order-vault", "-n", "s", "--value=-v"], env);
    await az(["keyvault", "secret", "show", "--vault-name", "order-vault", "-n", "s"], env);
    const { tenant, subscription } = simulator.azure.state;
    const named = requests.map(({ method, host, path, status }) =>
      `${status} ${method} ${host}${path}`
        .replaceAll(tenant.id, "{tenant}")
        .replaceAll(subscription.id, "{subscription}"),
    );
    const group = "management.azure.com/subscriptions/{subscription}/resourcegroups/g?api-version=2024-11-01";
    const vault =
      "management.azure.com/subscriptions/{subscription}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/order-vault?api-version=2026-02-01";
    const token = "login.microsoftonline.com/{tenant}/oauth2/v2.0/token";
    expect(named.slice(7)).toEqual([
      `201 PUT ${group}`,
      `200 GET ${group}`,
      `404 GET ${vault}`,
      `200 POST ${token}`,
      "200 GET graph.microsoft.com/v1.0/me",
      `200 PUT ${vault}`,
      "401 PUT order-vault.vault.azure.net/secrets/s?api-version=7.4",
      `200 POST ${token}`,
      "200 PUT order-vault.vault.azure.net/secrets/s?api-version=7.4",
      "401 GET order-vault.vault.azure.net/secrets/s/?api-version=7.4",
      "200 GET order-vault.vault.azure.net/secrets/s/?api-version=7.4",
    ]);
  });

  test("waits for what Azure takes its time for, unless told not to", async () => {
    const clock = { now: Date.now() };
    const { env, requests } = await simulate({ groupDeletion: 60_000 }, () => clock.now);
    const accepted = () => requests.filter(({ status }) => status === 202).length;
    await az(["login"], env);
    await az(["group", "create", "-n", "g", "-l", "eastus"], env);
    await az(["group", "delete", "-n", "g", "--yes", "--no-wait"], env);
    expect((await az(["group", "exists", "-n", "g"], env)).stdout).toBe("true");
    const before = accepted();
    clock.now += 59_000;
    const waiting = az(["group", "delete", "-n", "g", "--yes"], env);
    while (accepted() === before) await sleep(10);
    clock.now += 1_000;
    expect(await waiting).toMatchObject({ exitCode: 0 });
    expect((await az(["group", "exists", "-n", "g"], env)).stdout).toBe("false");
    expect(requests.some(({ path, status }) => path.includes("/operationresults/") && status === 200)).toBe(true);
  });

  test("says warnings on standard error unless told not to", async () => {
    const { env } = await simulate();
    await az(["login"], env);
    const loud = await az(["ad", "sp", "create-for-rbac", "-n", "x"], env);
    expect(loud.stderr).toMatch(/^WARNING: The output includes credentials/m);
    const quiet = await az(["ad", "sp", "create-for-rbac", "-n", "x", "--only-show-errors"], env);
    expect(quiet).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
