import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:https";
import { resolve } from "node:path";
import { connect, getCACertificates, setDefaultCACertificates } from "node:tls";
import { ClientSecretCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { appId, host } from "../simulator/key-vault/vault.ts";
import { openTunnel } from "../simulator/tunnel.ts";
import type { Ready, Usage } from "./simulator-process.ts";
import { clientSecret } from "./state.ts";

export interface Pace {
  /** Pairs of set and get a second. */
  pairs: number;
  /** Milliseconds that all but one in a hundred requests take at the most. */
  p99: number;
}

/** Clients of one simulator; each measurement takes a second. */
export interface Clients {
  /** The SDK's own client, as the quickstart has it: it makes a connection for each request that goes through a proxy. */
  sdk(): Promise<Pace>;
  /** Plain HTTP, with a connection for each request. */
  anew(): Promise<Pace>;
  /** Plain HTTP over one connection. */
  kept(): Promise<Pace>;
  usage(): Promise<Usage>;
  /** Microseconds that the simulator's process works for a request over a kept connection. */
  processorTime(): Promise<number>;
  close(): Promise<unknown>;
}

/** How long a measurement takes, in milliseconds. */
const duration = 1000;

/**
 * Starts a simulator with so many secrets in a process of its own, and clients of it in this one.
 *
 * @param count `bare` for what the machine can do at the most: a server that has one answer to everything
 */
export async function startClients(folder: string, count: number | "bare"): Promise<Clients> {
  // As the command line does it: with the compiled copy of its files that it keeps.
  const script = `
    (await import("node:module")).enableCompileCache(${JSON.stringify(resolve("node_modules/.cache/surestep"))});
    await import(${JSON.stringify(resolve("test/bench/simulator-process.ts"))});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, folder, String(count)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [ready]: Ready[] = await once(child, "message");
  if (ready === undefined) throw new Error("the simulator did not begin");
  // An SDK client's `tlsOptions` are not used when it has a proxy.
  setDefaultCACertificates([...getCACertificates("default"), ready.ca]);
  const clients = clientsOf(ready);
  const usage = async (): Promise<Usage> => {
    child.send("usage");
    const [told]: Usage[] = await once(child, "message");
    if (told === undefined) throw new Error("the simulator does not answer");
    return told;
  };
  return {
    ...clients,
    usage,
    async processorTime() {
      const before = await usage();
      const { pairs } = await clients.kept();
      return ((await usage()).processor - before.processor) / (pairs * 2 * (duration / 1000));
    },
    close() {
      clients.end();
      child.send("close");
      return once(child, "exit");
    },
  };
}

function clientsOf(ready: Ready) {
  const proxyOptions = { host: "http://127.0.0.1", port: Number(new URL(ready.proxyUrl).port) };
  const credential = new ClientSecretCredential(ready.tenant, appId, clientSecret, { proxyOptions });
  const client = new SecretClient(`https://${host}`, credential, { proxyOptions });
  const kept = agentOf(ready, true);
  const anew = agentOf(ready, false);
  const byHttp = (agent: Agent) =>
    measure(
      (name, value) => send(agent, ready.token, "PUT", name, JSON.stringify({ value })),
      (name) => send(agent, ready.token, "GET", name),
    );
  return {
    sdk: () =>
      measure(
        (name, value) => client.setSecret(name, value),
        async (name) => (await client.getSecret(name)).value,
      ),
    kept: () => byHttp(kept),
    anew: () => byHttp(anew),
    end: () => kept.destroy(),
  };
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
  await set("warm-up", "a value");
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < duration; count++) {
    const name = `secret-${(count * 7) % 90}`;
    await timed(set(name, `value ${count}`));
    const value = await timed(get(name));
    if (value !== undefined && value !== `value ${count}`) throw new Error(`${name} has another value than was set`);
  }
  const seconds = (performance.now() - started) / 1000;
  return { pairs: count / seconds, p99: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0 };
}

function agentOf({ proxyUrl, ca }: Ready, keepAlive: boolean): Agent {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  agent.createConnection = (_options, done) => {
    void secure(done);
    return undefined;
  };

  async function secure(done: Parameters<Agent["createConnection"]>[1]): Promise<void> {
    const socket = await openTunnel(proxyUrl, `${host}:443`);
    const secured = connect({ socket, servername: host, ca }, () => done?.(null, secured));
  }

  return agent;
}

async function send(
  agent: Agent,
  token: string,
  method: string,
  name: string,
  body?: string,
): Promise<string | undefined> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
  };
  const sent = request({ host, path: `/secrets/${name}?api-version=7.4`, method, headers, agent });
  sent.end(body);
  const [response] = await once(sent, "response");
  let text = "";
  for await (const chunk of response) text += String(chunk);
  if (response.statusCode !== 200) throw new Error(`${method} ${name}: ${response.statusCode} ${text}`);
  const answer: { value?: string } = JSON.parse(text);
  return answer.value;
}
