import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSend } from "../../../src/simulator/az/http.ts";
import { run } from "../../../src/simulator/az/run.ts";
import { createServerCertificate } from "../../../src/simulator/certificate.ts";
import { startProxy } from "../../../src/simulator/proxy.ts";
import type { RequestRecord } from "../../../src/simulator/proxy.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import { builtInAz } from "./az.ts";
import { deletedVault, group, names, policyVault, type Given } from "./given.ts";

/** Whoever stops a command sees within this that it has ended, in milliseconds. */
const atOnce = 2000;
const minute = 60_000;

/** A person who is signed in to an Azure that takes a minute for everything. */
async function signIn(given: Given) {
  const folder = mkdtempSync(join(tmpdir(), "surestep-az-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const requests: RequestRecord[] = [];
  const latency = { vaultCreation: minute, vaultPurge: minute, groupDeletion: minute };
  const simulator = await startSimulator({ folder, latency, onRequest: (request) => requests.push(request) });
  onTestFinished(() => simulator.close());
  given(simulator.azure.state, Date.now());
  const variables = {
    ...{ HTTPS_PROXY: simulator.proxyUrl, REQUESTS_CA_BUNDLE: simulator.caFile },
    AZURE_CONFIG_DIR: join(folder, "profile"),
  };
  await builtInAz(["login"], variables);
  return { variables, requests };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

/** Milliseconds from an abort to the rejection with its reason. */
async function timeToStop(controller: AbortController, under: Promise<unknown>): Promise<number> {
  const started = performance.now();
  controller.abort(new Error("that is enough"));
  await expect(under).rejects.toThrow("that is enough");
  return performance.now() - started;
}

/** A server that says so much to whoever connects, and nothing more. */
async function mute(says: string): Promise<{ url: URL; connected: () => boolean }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on("error", () => undefined));
    if (says !== "") socket.once("data", () => socket.write(says));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    connected: () => sockets.some((socket) => socket.bytesRead > 0),
  };
}

describe("a command ends at once when it is stopped while it waits", () => {
  test.each<[string, Given, string, (request: RequestRecord) => boolean]>([
    ["for a group's deletion", group, `group delete -n ${names.group} --yes`, ({ status }) => status === 202],
    [
      "for a new vault",
      group,
      `keyvault create -n ${names.vault} -g ${names.group}`,
      ({ method, path }) => method === "PUT" && path.includes("/vaults/"),
    ],
    ["for a purge", deletedVault, `keyvault purge -n ${names.vault}`, ({ status }) => status === 202],
  ])("%s", async (_what, given, line, isWaiting) => {
    const { variables, requests } = await signIn(given);
    const controller = new AbortController();
    const io = { variables, write: () => {}, writeError: () => {}, ask: undefined, signal: controller.signal };
    const under = run(line.split(" "), io);
    await until(() => requests.some(isWaiting));
    expect(await timeToStop(controller, under)).toBeLessThan(atOnce);
  });
});

test("a command that was stopped before it begins asks nothing of Azure", async () => {
  const { variables, requests } = await signIn(policyVault);
  const before = requests.length;
  const io = { variables, write: () => {}, writeError: () => {}, ask: undefined, signal: AbortSignal.abort("early") };
  await expect(run(["group", "list"], io)).rejects.toBe("early");
  expect(requests).toHaveLength(before);
});

describe("a request ends at once when it is stopped", () => {
  test.each([
    ["while the proxy says nothing", ""],
    ["while nobody answers in the tunnel", "HTTP/1.1 200 Connection Established\r\n\r\n"],
  ])("%s", async (_what, says) => {
    const { url, connected } = await mute(says);
    const controller = new AbortController();
    const under = createSend(url, undefined, controller.signal)({ method: "GET", url: "https://graph.microsoft.com/" });
    under.catch(() => undefined);
    await until(connected);
    await sleep(50);
    expect(await timeToStop(controller, under)).toBeLessThan(atOnce);
  });

  test("while Azure does not answer, or has it wait before it asks again", async () => {
    const certificate = createServerCertificate(["graph.microsoft.com"], Date.now());
    const asked: string[] = [];
    const proxy = await startProxy({
      ...{ port: 0, certificate, admit: () => 200, record: () => undefined },
      async answer({ url }) {
        asked.push(url);
        if (url.endsWith("/hangs")) await new Promise(() => undefined);
        return { status: 429, headers: { "retry-after": "60" }, body: "" };
      },
    });
    onTestFinished(() => proxy.close());
    for (const path of ["hangs", "throttled"]) {
      const controller = new AbortController();
      const send = createSend(new URL(proxy.url), certificate.ca, controller.signal);
      const under = send({ method: "GET", url: `https://graph.microsoft.com/${path}` });
      under.catch(() => undefined);
      await until(() => asked.some((url) => url.endsWith(path)));
      await sleep(50);
      expect(await timeToStop(controller, under)).toBeLessThan(atOnce);
    }
  });
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("az as a process ends at once by %s, with exit code %i", async (name, exitCode) => {
  const { variables, requests } = await signIn(group);
  const main = join(import.meta.dirname, "../../../src/simulator/az/main.ts");
  const child = spawn(process.execPath, [main, ..."group delete --yes -n".split(" "), names.group], { env: variables });
  await until(() => requests.some(({ status }) => status === 202));
  const started = performance.now();
  child.kill(name);
  expect(await once(child, "exit")).toEqual([exitCode, null]);
  expect(performance.now() - started).toBeLessThan(atOnce);
});
