import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import type { RequestRecord } from "../../src/simulator/proxy.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import type { Simulator, SimulatorOptions } from "../../src/simulator/simulator.ts";
import { openDirectory } from "./graph/directory.ts";
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

  test("has a change on disk before the client has its answer", async () => {
    const simulator = await start();
    const { proxyUrl, ca, azure } = simulator;
    azure.state.registeredProviders.push("microsoft.test");
    await getThrough(proxyUrl, ca, discovery);
    expect(readFileSync(stateFile(simulator), "utf8")).toContain("microsoft.test");
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

  test("passes on that its port is taken", async () => {
    const { proxyUrl } = await start();
    const port = Number(new URL(proxyUrl).port);
    await expect(startSimulator({ folder: temporaryFolder(), port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test("reports its bugs and answers them with 500", async () => {
    const bugs: unknown[] = [];
    const { proxyUrl, ca, azure } = await start({ onBug: (bug) => bugs.push(bug) });
    Reflect.deleteProperty(azure.state, "tenant");
    expect((await getThrough(proxyUrl, ca, discovery)).status).toBe(500);
    expect(bugs).toEqual([expect.any(TypeError)]);
  });
});
