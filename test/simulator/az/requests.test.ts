import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSend } from "../../../src/simulator/az/http.ts";
import { createServerCertificate } from "../../../src/simulator/certificate.ts";
import type { Latency } from "../../../src/simulator/latency.ts";
import { startProxy } from "../../../src/simulator/proxy.ts";
import type { RequestRecord } from "../../../src/simulator/proxy.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import { builtInAz } from "./az.ts";
import { application, group, names, secret } from "./given.ts";
import type { Given } from "./given.ts";

/** The built-in az of a person who is signed in, and the simulator that it works with. */
async function signIn(given: Given, latency: Partial<Latency> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "surestep-az-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const requests: RequestRecord[] = [];
  const simulator = await startSimulator({ folder, latency, onRequest: (request) => requests.push(request) });
  onTestFinished(() => simulator.close());
  given(simulator.azure.state, Date.now());
  const variables = {
    HTTPS_PROXY: simulator.proxyUrl,
    REQUESTS_CA_BUNDLE: simulator.caFile,
    AZURE_CONFIG_DIR: join(folder, "profile"),
  };
  const az = (line: string) => builtInAz(line.split(" "), variables);
  await az("login --use-device-code");
  return { az, simulator, requests };
}

test("a service principal that is created again loses its secret of before", async () => {
  const { az, simulator } = await signIn(application);
  const { exitCode, stdout } = await az(`ad sp create-for-rbac -n ${names.application}`);
  expect(exitCode).toBe(0);
  const secrets = simulator.azure.state.applications[0]?.passwordCredentials.map(({ secretText }) => secretText);
  const printed: { password: string } = JSON.parse(stdout);
  expect(secrets).toEqual([printed.password]);
});

test("a vault is asked for its challenge once a command, and every page of a list is read", async () => {
  const { az, requests } = await signIn((state, now) => {
    secret(state, now);
    const vault = state.vaults[0];
    const versions = vault?.secrets[0]?.versions ?? [];
    for (let count = 0; count < 25; count++) vault?.secrets.push({ name: `s${count}`, versions });
  });
  const { stdout } = await az(`keyvault secret list --vault-name ${names.vault}`);
  expect(JSON.parse(stdout)).toHaveLength(26);
  const asked = requests.filter(({ host }) => host === `${names.vault}.vault.azure.net`);
  expect(asked.map(({ status }) => status)).toEqual([401, 200, 200]);
});

test("a new vault is waited for until it is ready", async () => {
  const { az } = await signIn(group, { vaultCreation: 600 });
  const { stdout } = await az(
    `keyvault create -n ${names.vault} -g ${names.group} --query properties.provisioningState`,
  );
  expect(JSON.parse(stdout)).toBe("Succeeded");
});

test("a request that was throttled is sent again after the time that the answer tells", async () => {
  const certificate = createServerCertificate(["management.azure.com"], Date.now());
  const statuses: number[] = [];
  const proxy = await startProxy({
    port: 0,
    certificate,
    admit: () => 200,
    answer: async () =>
      statuses.length < 2
        ? { status: 429, headers: { "retry-after": "0" }, body: "" }
        : { status: 200, headers: {}, body: "at last" },
    record: ({ status }) => statuses.push(status),
  });
  onTestFinished(() => proxy.close());
  const send = createSend(new URL(proxy.url), certificate.ca);
  const { text } = await send({ method: "GET", url: "https://management.azure.com/" });
  expect(text).toBe("at last");
  expect(statuses).toEqual([429, 429, 200]);
});

test("a body of az rest that is no JSON is sent as it is, and a file that is not there is named", async () => {
  const { az } = await signIn(application);
  const rest = "rest --method PATCH --url https://graph.microsoft.com/v1.0/applications/x";
  const broken = await az(`${rest} --body {"notes":}`);
  expect([broken.exitCode, broken.stderr]).toEqual([1, expect.stringContaining("Bad Request")]);
  const missing = await az(`${rest} --body @/nowhere.json`);
  expect([missing.exitCode, missing.stderr]).toEqual([
    1,
    "ERROR: [Errno 2] No such file or directory: '/nowhere.json'\n",
  ]);
});
