import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import type { RequestRecord } from "../../src/simulator/proxy.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import type { Simulator, SimulatorOptions } from "../../src/simulator/simulator.ts";
import { readState } from "../../src/simulator/store.ts";
import { openDirectory } from "./graph/directory.ts";
import { azureCli } from "./sign-in.ts";
import { createSend } from "../../src/simulator/az/http.ts";
import { firstLine, getThrough } from "./tunnel.ts";

/** Takes a simulator through its own door with an unmodified client: the credential of the SDK, in a process of its own. */
const program = `
  import { DefaultAzureCredential } from "@azure/identity";
  try {
    const { token } = await new DefaultAzureCredential().getToken("https://vault.azure.net/.default");
    console.log(Buffer.from(token.split(".")[1], "base64url").toString());
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
`;

async function runCredential({ proxyUrl, caFile, azure }: Simulator, appId: string, secret: string) {
  const { stdout } = await execa(process.execPath, ["--input-type=module", "--eval", program], {
    extendEnv: false,
    env: {
      HTTPS_PROXY: proxyUrl,
      HTTP_PROXY: proxyUrl,
      NODE_EXTRA_CA_CERTS: caFile,
      AZURE_TENANT_ID: azure.state.tenant.id,
      AZURE_CLIENT_ID: appId,
      AZURE_CLIENT_SECRET: secret,
    },
  });
  const answer: Record<string, unknown> = JSON.parse(stdout);
  return answer;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "surestep-simulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function start(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ folder: temporaryFolder(), ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** The file that a simulator keeps its state in. */
function stateFile({ caFile }: Simulator): string {
  return join(caFile, "..", "state.jsonl");
}

/** Begins to sign in so many times. @returns the device codes, which the simulator has to know from then on */
async function signInThrough(proxyUrl: string, ca: string, times: number): Promise<string[]> {
  const send = createSend(new URL(proxyUrl), ca);
  const codes: string[] = [];
  for (let count = 0; count < times; count++) {
    const { text } = await send({
      method: "POST",
      url: "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `client_id=${azureCli}&scope=openid`,
    });
    const answer: { device_code: string } = JSON.parse(text);
    codes.push(answer.device_code);
  }
  return codes;
}

const discovery = "https://login.microsoftonline.com/common/discovery/instance";

test("the SDK's own credential gets a token with nothing but a proxy and a certificate", async () => {
  const simulator = await start();
  const { appId, secret, principalId } = await (await openDirectory(simulator.azure)).register("mySP");
  expect(await runCredential(simulator, appId, secret)).toMatchObject({ appid: appId, oid: principalId, ver: "1.0" });
  expect((await runCredential(simulator, appId, "wrong"))["error"]).toContain("AADSTS7000215: Invalid client secret");
});

describe("a simulator", () => {
  test("plays the four services and no other host", async () => {
    const requests: RequestRecord[] = [];
    const { proxyUrl, ca, azure } = await start({ onRequest: (request) => requests.push(request) });
    expect((await getThrough(proxyUrl, ca, discovery)).status).toBe(200);
    expect((await getThrough(proxyUrl, ca, "https://graph.microsoft.com/v1.0/me")).status).toBe(401);
    expect((await getThrough(proxyUrl, ca, "https://management.azure.com/subscriptions")).status).toBe(401);
    for (const [host, status] of [
      ["example.com", 403],
      ["vault.azure.net", 403],
      ["nowhere.vault.azure.net", 502],
    ] as const) {
      expect(await firstLine(proxyUrl, `CONNECT ${host}:443 HTTP/1.1\r\n\r\n`)).toContain(String(status));
    }
    expect(azure.state.vaults).toEqual([]);
    expect(requests.map(({ host, status }) => [host, status])).toEqual([
      ["login.microsoftonline.com", 200],
      ["graph.microsoft.com", 401],
      ["management.azure.com", 401],
      ["example.com", 403],
      ["vault.azure.net", 403],
      ["nowhere.vault.azure.net", 502],
    ]);
  });

  test("keeps its files to their owner, and no private key of the authority", async () => {
    const simulator = await start();
    expect([simulator.caFile, stateFile(simulator)].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(readFileSync(simulator.caFile, "utf8")).toBe(simulator.ca);
    expect(simulator.ca).not.toContain("PRIVATE KEY");
  });

  test("is taken up again from its folder, its tokens still good", async () => {
    const folder = temporaryFolder();
    const first = await startSimulator({ folder });
    const { appId, secret } = await (await openDirectory(first.azure)).register("mySP");
    await getThrough(first.proxyUrl, first.ca, discovery);
    await first.close();
    const second = await start({ folder });
    expect(second.azure.state).toEqual(first.azure.state);
    expect(second.ca).not.toBe(first.ca);
    expect(await runCredential(second, appId, secret)).toMatchObject({ appid: appId });
  });

  test("that is killed loses no change that it has answered", async () => {
    const folder = temporaryFolder();
    for (let round = 1; round <= 2; round++) {
      const child = fork(join(import.meta.dirname, "simulator-process.ts"), [folder]);
      const [ready]: Pick<Simulator, "proxyUrl" | "ca">[] = await once(child, "message");
      const { proxyUrl = "", ca = "" } = ready ?? {};
      // Somebody else's request is always under way.
      const noise = signInThrough(proxyUrl, ca, 100).catch(() => undefined);
      const codes = await signInThrough(proxyUrl, ca, 3);
      child.kill("SIGKILL");
      await Promise.all([once(child, "exit"), noise]);
      const state = readState(join(folder, "state.jsonl"));
      const kept = state?.deviceCodes.map(({ deviceCode }) => deviceCode);
      expect(kept).toEqual(expect.arrayContaining(codes));
      expect(kept?.length).toBeGreaterThanOrEqual(3 * round);
    }
  });

  test("begins from a snapshot, without a folder, and leaves the snapshot as it is", async () => {
    const first = await start();
    const { appId, secret } = await (await openDirectory(first.azure)).register("mySP");
    const snapshot = first.snapshot();
    const before = structuredClone(snapshot);
    const second = await startSimulator({ from: snapshot });
    onTestFinished(() => second.close());
    expect(second.azure.state).toEqual(first.azure.state);
    second.azure.state.applications.length = 0;
    second.azure.state.tenant.displayName = "Another";
    expect(snapshot).toEqual(before);
    const third = await start({ from: snapshot });
    expect(await runCredential(third, appId, secret)).toMatchObject({ appid: appId });
    expect(second).not.toHaveProperty("caFile");
  });

  test("answers without a network, and puts back a snapshot's state", async () => {
    const simulator = await start();
    const before = simulator.snapshot();
    const url = "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode";
    const headers = { get: (name: string) => (name === "content-type" ? "application/x-www-form-urlencoded" : null) };
    const ask = { method: "POST", url, headers, text: async () => `client_id=${azureCli}&scope=openid` };
    expect((await simulator.answer(ask)).status).toBe(200);
    expect(simulator.azure.state.deviceCodes).toHaveLength(1);
    simulator.restore(before);
    expect(simulator.snapshot()).toEqual(before);
    const none = { ...ask, url: "https://no-such-vault.vault.azure.net/secrets" };
    expect((await simulator.answer(none)).status).toBe(502);
  });

  test("lets somebody stand between the wire and its services", async () => {
    const seen: string[] = [];
    const simulator = await start({
      intercept: async (request, pass) => {
        seen.push(new URL(request.url).pathname);
        return seen.length > 1 ? { status: 503, headers: {}, body: "" } : pass(request);
      },
    });
    const request = { method: "GET", url: discovery, headers: { get: () => null }, text: async () => "" };
    expect((await simulator.answer(request)).status).toBe(200);
    expect((await simulator.answer(request)).status).toBe(503);
    expect(seen).toHaveLength(2);
  });

  test("takes a snapshot in place of what its folder holds", async () => {
    const folder = temporaryFolder();
    const first = await startSimulator({ folder });
    const snapshot = { ...first.snapshot(), registeredProviders: ["microsoft.test"] };
    await first.close();
    expect((await start({ folder, from: snapshot })).azure.state.registeredProviders).toEqual(["microsoft.test"]);
    expect(readState(join(folder, "state.jsonl"))?.registeredProviders).toEqual(["microsoft.test"]);
  });

  test("forgets in time what is over, and keeps what is not", async () => {
    let now = Date.now();
    const { proxyUrl, ca, azure } = await start({ now: () => now });
    const { state } = azure;
    const ask = () => getThrough(proxyUrl, ca, discovery);
    await ask();
    const [operation, group] = [
      { createdAt: now, doneAt: now },
      { location: "eastus", tags: null, createdAt: now },
    ];
    state.operations.push({ id: "over", ...operation }, { id: "later", ...operation, doneAt: now + 3_600_000 });
    state.resourceGroups.push({ name: "gone", ...group, goneAt: now }, { name: "here", ...group, goneAt: null });
    await ask();
    expect(state.operations).toHaveLength(2);
    now += 3_600_000;
    await ask();
    expect(state.operations.map(({ id }) => id)).toEqual(["later"]);
    expect(state.resourceGroups.map(({ name }) => name)).toEqual(["here"]);
  });

  test("says so when its port is taken", async () => {
    const { proxyUrl } = await start();
    const port = Number(new URL(proxyUrl).port);
    const refused = { code: "EADDRINUSE", message: expect.stringContaining(`cannot listen on port ${port}: `) };
    await expect(startSimulator({ port })).rejects.toMatchObject(refused);
  });

  test("says so when its folder cannot be used, or holds what is no state", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a-file"), "");
    const message = expect.stringMatching(/^The simulator cannot .*a-file/);
    await expect(startSimulator({ folder: join(folder, "a-file") })).rejects.toMatchObject({
      code: "ENOTDIR",
      message,
    });
    writeFileSync(join(folder, "state.jsonl"), "{}\n");
    await expect(startSimulator({ folder })).rejects.toMatchObject({ code: "BROKEN_STATE" });
  });

  test("reports its bugs and answers them with 500", async () => {
    const bugs: unknown[] = [];
    const { proxyUrl, ca, azure } = await start({ onBug: (bug) => bugs.push(bug) });
    Reflect.deleteProperty(azure.state, "tenant");
    expect((await getThrough(proxyUrl, ca, discovery)).status).toBe(500);
    expect(bugs).toEqual([expect.any(TypeError)]);
  });
});
