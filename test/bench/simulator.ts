// Measures the simulator: how soon it is ready, how many secrets a second it sets and gets, how much memory it takes, how
// that grows with what is stored, and where the time goes. Ratios are of one run. Prints tables; asserts nothing.
//   npm run bench:simulator
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connect, getCACertificates, setDefaultCACertificates } from "node:tls";
import { ClientSecretCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { createKeyVault } from "../../src/simulator/key-vault/service.ts";
import { holdState, openStore } from "../../src/simulator/store.ts";
import { verifyToken } from "../../src/simulator/token.ts";
import { azureWith } from "../simulator/azure.ts";
import { addVault, appId, host, tokenFor } from "../simulator/key-vault/vault.ts";
import { openTunnel } from "../simulator/tunnel.ts";
import { clientSecret, type Ready, type Usage } from "./simulator-process.ts";

/** How long each measurement takes, in milliseconds. */
const duration = 3000;
const folder = mkdtempSync(join(tmpdir(), "bench-"));

interface Pace {
  /** Pairs of set and get a second. */
  pairs: number;
  /** Milliseconds that all but one in a hundred requests take at the most. */
  p99: number;
}

/** Sets a secret and gets it, again and again, one request after the other. */
async function measure(
  set: (name: string, value: string) => Promise<unknown>,
  get: (name: string) => Promise<string | undefined>,
): Promise<Pace> {
  const times: number[] = [];
  const timed = async <T>(promise: Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await promise;
    times.push(performance.now() - started);
    return result;
  };
  for (let at = 0; at < 20; at++) await set("warm-up", String(at));
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < duration; count++) {
    const name = `secret-${(count * 7) % 90}`;
    await timed(set(name, `value ${count}`));
    if ((await timed(get(name))) !== `value ${count}`) throw new Error(`${name} has another value than was set`);
  }
  const seconds = (performance.now() - started) / 1000;
  return { pairs: count / seconds, p99: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0 };
}

/** The SDK's own client, as the quickstart has it: a connection for each request, which is how it goes through a proxy. */
function bySdk({ proxyUrl, tenant }: Ready): Promise<Pace> {
  const proxyOptions = { host: "http://127.0.0.1", port: Number(new URL(proxyUrl).port) };
  const credential = new ClientSecretCredential(tenant, appId, clientSecret, { proxyOptions });
  const client = new SecretClient(`https://${host}`, credential, { proxyOptions });
  return measure(
    (name, value) => client.setSecret(name, value),
    async (name) => (await client.getSecret(name)).value,
  );
}

/** Plain HTTP over one connection that is kept, or over a new one for each request. */
async function byHttp({ proxyUrl, ca, token }: Ready, keepAlive: boolean): Promise<Pace> {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  agent.createConnection = (_options, done) => {
    void openTunnel(proxyUrl, `${host}:443`).then((socket) => {
      const secured = connect({ socket, servername: host, ca }, () => done?.(null, secured));
    });
    return undefined;
  };
  const send = async (method: string, name: string, body?: string): Promise<string | undefined> => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    const sent = request({ host, path: `/secrets/${name}?api-version=7.4`, method, headers, agent });
    sent.end(body);
    const [response] = await once(sent, "response");
    let text = "";
    for await (const chunk of response) text += String(chunk);
    const answer: { value?: string } = JSON.parse(text);
    return answer.value;
  };
  const pace = await measure(
    (name, value) => send("PUT", name, JSON.stringify({ value })),
    (name) => send("GET", name),
  );
  agent.destroy();
  return pace;
}

async function measureWith(count: number) {
  const child = fork(resolve("test/bench/simulator-process.ts"), [join(folder, String(count)), String(count)]);
  try {
    const [ready]: Ready[] = await once(child, "message");
    if (ready === undefined) throw new Error("the simulator did not begin");
    // An SDK client's `tlsOptions` are not used when it has a proxy.
    setDefaultCACertificates([...getCACertificates("default"), ready.ca]);
    const before = await ask(child);
    const http = await byHttp(ready, true);
    const after = await ask(child);
    const perRequest = (after.processor - before.processor) / (http.pairs * 2 * (duration / 1000));
    const anew = await byHttp(ready, false);
    const sdk = await bySdk(ready);
    const { memory, peak } = await ask(child);
    return { http, anew, sdk, memory, peak, perRequest };
  } finally {
    child.send("close");
    await once(child, "exit");
  }
}

async function ask(child: ReturnType<typeof fork>): Promise<Usage> {
  child.send("usage");
  const [usage]: Usage[] = await once(child, "message");
  if (usage === undefined) throw new Error("the simulator does not answer");
  return usage;
}

/** Microseconds that a request takes in here, and what of that is what. */
async function measureParts(count: number) {
  const fresh = azureWith().state;
  const vault = addVault(fresh);
  const template = azureWith();
  for (let at = 0; at < count; at++) {
    const none = {
      contentType: null,
      tags: null,
      enabled: true,
      notBefore: null,
      expires: null,
      created: 0,
      updated: 0,
    };
    vault.secrets.push({
      name: `secret-${at}`,
      versions: [{ version: String(at).padStart(32, "0"), value: "v", ...none }],
    });
  }
  const held = holdState(structuredClone(fresh));
  const kept = openStore(join(folder, `parts-${count}.jsonl`), structuredClone(fresh));
  const run = async ({ state, save }: typeof held): Promise<number> => {
    const azure = { ...template, state };
    const service = createKeyVault(azure);
    const headers = { authorization: `Bearer ${await tokenFor(azure)}`, "content-type": "application/json" };
    const body = JSON.stringify({ value: "a value" });
    return perCall(async (at) => {
      const url = `https://${host}/secrets/secret-${at % 90}?api-version=7.4`;
      await service.answer({ method: "PUT", url, headers: new Headers(headers), text: async () => body });
      save();
    });
  };
  const inMemory = await run(held);
  const onDisk = await run(kept);
  kept.close();
  const azure = azureWith();
  const tokens = await Promise.all(Array.from({ length: 50 }, () => tokenFor(azure)));
  const unknown = await perCall(async (at) => verifyToken({ ...azure }, tokens[at % 50] ?? ""), 500);
  const known = await perCall(async () => verifyToken(azure, tokens[0] ?? ""));
  return { inMemory, onDisk, unknown, known };
}

async function perCall(call: (at: number) => Promise<unknown>, times = 4000): Promise<number> {
  for (let at = 0; at < times / 4; at++) await call(at);
  const started = performance.now();
  for (let at = 0; at < times; at++) await call(at);
  return ((performance.now() - started) / times) * 1000;
}

/** The time from the beginning of a process to a simulator that is ready, over that of a process that does nothing. */
function measureStart() {
  const script = `
    (await import("node:module")).enableCompileCache(${JSON.stringify(resolve("node_modules/.cache/surestep"))});
    const { startSimulator } = await import(${JSON.stringify(resolve("src/simulator/simulator.ts"))});
    const { proxyUrl } = await startSimulator({ folder: ${JSON.stringify(join(folder, "start"))} });
    process.exit(proxyUrl === "" ? 1 : 0);`;
  const run = (args: string[]): number => {
    rmSync(join(folder, "start"), { recursive: true, force: true });
    const started = performance.now();
    if (spawnSync(process.execPath, args).status !== 0) throw new Error("the simulator does not begin");
    return performance.now() - started;
  };
  const times = Array.from({ length: 11 }, () => ({
    empty: run(["-e", "0"]),
    ready: run(["--input-type=module", "-e", script]),
  })).slice(2);
  const middle = (of: (time: { empty: number; ready: number }) => number): number =>
    times.map(of).toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  return { ready: middle(({ ready }) => ready), ratio: middle(({ ready, empty }) => ready / empty) };
}

function row(what: string, ...figures: string[]): void {
  process.stdout.write(`${what.padEnd(52)}${figures.map((figure) => figure.padStart(12)).join("")}\n`);
}

try {
  const start = measureStart();
  row("a fresh simulator is ready", `${start.ready.toFixed(0)} ms`);
  row("  over node -e 0 (at most 5)", `${start.ratio.toFixed(2)} x`);
  const [few, many] = [await measureWith(100), await measureWith(10_000)];
  row("\nsecrets stored", " 100", "10,000", "growth");
  for (const [what, of] of [
    ["set and get by the SDK", (all: typeof few) => all.sdk],
    ["set and get by HTTP, a connection each", (all: typeof few) => all.anew],
    ["set and get by HTTP, one connection", (all: typeof few) => all.http],
  ] as const) {
    const [a, b] = [of(few), of(many)];
    row(`${what}: pairs a second`, a.pairs.toFixed(0), b.pairs.toFixed(0), `${(a.pairs / b.pairs).toFixed(2)} x`);
    row("  99 of 100 requests take at most", `${a.p99.toFixed(1)} ms`, `${b.p99.toFixed(1)} ms`);
  }
  const [parts, partsOfMany] = [await measureParts(100), await measureParts(10_000)];
  row("memory after that", ...[few, many].map(({ memory }) => `${(memory / 2 ** 20).toFixed(0)} MB`));
  row("  at the most", ...[few, many].map(({ peak }) => `${(peak / 2 ** 20).toFixed(0)} MB`));
  const microseconds = (of: (all: typeof parts) => number): string[] =>
    [parts, partsOfMany].map((all) => `${of(all).toFixed(1)} us`);
  row(
    "\nprocessor time of the simulator a request",
    ...[few, many].map(({ perRequest }) => `${perRequest.toFixed(0)} us`),
  );
  row("  of which the operation: route, rights, JSON", ...microseconds(({ inMemory }) => inMemory));
  row("  of which writing the change of a set", ...microseconds(({ onDisk, inMemory }) => onDisk - inMemory));
  row("  of which a token that was seen before", ...microseconds(({ known }) => known));
  row("  a token that is new", ...microseconds(({ unknown }) => unknown));
  row(
    "  the rest is HTTP and TLS; a connection is",
    ...[few, many].map(({ anew, http }) => `${(500_000 / anew.pairs - 500_000 / http.pairs).toFixed(0)} us`),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
